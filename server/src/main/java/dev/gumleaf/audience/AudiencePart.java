package dev.gumleaf.audience;

import java.util.ArrayList;
import java.util.List;

/**
 * A question of an audience whose answers are followed by themselves: that of the audience, and
 * each that it asks about the companies of people. When the latter changes for a company, its
 * people have to be looked at again, and not each time when something is new about it.
 *
 * @param number 0 for the audience
 * @param kind of whom it is asked
 */
public record AudiencePart(int number, AudienceKind kind, AudienceFilter filter) {
  /** All of an audience, the audience first. */
  public static List<AudiencePart> of(AudienceKind kind, AudienceFilter filter) {
    List<AudiencePart> parts = new ArrayList<>();
    parts.add(new AudiencePart(0, kind, filter));
    filter
        .all()
        .forEach(inside -> {
          if (inside instanceof AudienceFilter.OfAccount(AudienceFilter account)) {
            parts.add(new AudiencePart(parts.size(), AudienceKind.ACCOUNTS, account));
          }
        });
    return List.copyOf(parts);
  }

  /** Whether it is the audience itself. */
  public boolean isAudience() {
    return number == 0;
  }
}
