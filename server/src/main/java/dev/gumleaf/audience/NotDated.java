package dev.gumleaf.audience;

import dev.gumleaf.audience.AudienceFilter.All;
import dev.gumleaf.audience.AudienceFilter.Any;
import dev.gumleaf.audience.AudienceFilter.Compare;
import dev.gumleaf.audience.AudienceFilter.Did;
import dev.gumleaf.audience.AudienceFilter.Not;
import dev.gumleaf.audience.AudienceFilter.OfAccount;
import dev.gumleaf.audience.AudienceFilter.SetOff;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a filter about which the past cannot be asked, so that it is answered as of now.
 *
 * @param where it stands in the filter, such as {@code filter.all[1]}
 * @param about what it asks, as filters say it
 */
public record NotDated(String where, String about, Reason reason) {
  /** Why the past cannot be asked. */
  public enum Reason {
    /** Only what it is now is kept, or only the sum until now. */
    CURRENT_VALUE("its value of today is taken"),
    /** When it was done is known, and who did it; of which company they were then is not. */
    TODAYS_PEOPLE("people are taken for who and of the company they are today"),
    /** A signal finds nothing from before it was made. */
    WHILE_ON("only what the signal found while it was on is taken");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /** Those of a filter, in its order. */
  public static List<NotDated> of(AudienceKind kind, AudienceFilter filter) {
    List<NotDated> found = new ArrayList<>();
    collect(kind, filter, "filter", found);
    return List.copyOf(found);
  }

  private static void collect(
      AudienceKind kind, AudienceFilter filter, String where, List<NotDated> found) {
    switch (filter) {
      case All(List<AudienceFilter> parts) -> collect(kind, parts, where + ".all", found);
      case Any(List<AudienceFilter> parts) -> collect(kind, parts, where + ".any", found);
      case Not(AudienceFilter part) -> collect(kind, part, where + ".not", found);
      case OfAccount(AudienceFilter account) -> {
        found.add(new NotDated(where, "account", Reason.TODAYS_PEOPLE));
        collect(AudienceKind.ACCOUNTS, account, where + ".account", found);
      }
      case Did did -> found.add(new NotDated(where, did.kind().word(), Reason.TODAYS_PEOPLE));
      case SetOff _ -> found.add(new NotDated(where, "signal", Reason.WHILE_ON));
      case Compare compare -> {
        if (!isTimeless(kind, compare.field())) {
          found.add(new NotDated(where, word(compare.field()), Reason.CURRENT_VALUE));
        }
      }
    }
  }

  private static void collect(
      AudienceKind kind, List<AudienceFilter> parts, String where, List<NotDated> found) {
    for (int i = 0; i < parts.size(); i++) {
      collect(kind, parts.get(i), "%s[%d]".formatted(where, i), found);
    }
  }

  /** Whether a field is the same at all times, or a time itself. */
  private static boolean isTimeless(AudienceKind kind, Field field) {
    return switch (field) {
      case Field.Trait _ -> false;
      case Property property ->
          switch (property) {
            case DOMAIN, EMAIL, EMAIL_DOMAIN, KNOWN, FIRST_SEEN_AT -> true;
            case WORK_EMAIL -> kind == AudienceKind.VISITORS;
            case NAME,
                COUNTRY,
                INTERNAL,
                EXCLUDED,
                LAST_SEEN_AT,
                EVENTS,
                VISITOR_EVENTS,
                PAGE_VIEWS,
                FORM_SUBMISSIONS,
                VISITORS,
                KNOWN_VISITORS,
                ACTIVE_SECONDS,
                SCORE,
                STRENGTH,
                TREND,
                FIT,
                FIT_GRADE ->
                false;
          };
    };
  }

  private static String word(Field field) {
    return switch (field) {
      case Property property -> property.word();
      case Field.Trait trait ->
          (trait.inAnyGroup() ? "group_trait." : "trait.") + trait.name().value();
    };
  }
}
