package dev.gumleaf.audience;

import dev.gumleaf.audience.AudienceFacts.Deed;
import dev.gumleaf.audience.AudienceFilter.All;
import dev.gumleaf.audience.AudienceFilter.Any;
import dev.gumleaf.audience.AudienceFilter.Compare;
import dev.gumleaf.audience.AudienceFilter.Did;
import dev.gumleaf.audience.AudienceFilter.Not;
import dev.gumleaf.audience.AudienceFilter.OfAccount;
import dev.gumleaf.audience.AudienceFilter.PagePlace;
import dev.gumleaf.audience.AudienceFilter.SetOff;
import dev.gumleaf.condition.Days;
import dev.gumleaf.condition.TextTest;
import java.time.Instant;

/**
 * Decides whether somebody belongs to an audience. The store answers the same question for all at
 * once; a test compares the two.
 */
public final class AudienceMatcher {
  private AudienceMatcher() {}

  /** Whether somebody belongs to the audience at that time. */
  public static boolean matches(
      AudienceKind kind, AudienceFilter filter, AudienceFacts facts, Instant now) {
    Property hidden = Property.hidden(kind);
    boolean isHidden = facts.of(hidden) instanceof Fact.Flag(boolean value) && value;
    return (!isHidden || filter.mentions(hidden)) && holds(filter, facts, now);
  }

  private static boolean holds(AudienceFilter filter, AudienceFacts facts, Instant now) {
    return switch (filter) {
      case All all -> all.parts().stream().allMatch(part -> holds(part, facts, now));
      case Any any -> any.parts().stream().anyMatch(part -> holds(part, facts, now));
      case Not not -> !holds(not.part(), facts, now);
      case Compare compare ->
          FactTest.meets(facts.of(compare.field()), compare, now) != compare.negated();
      case Did did -> holds(did, facts, now);
      case SetOff setOff -> holds(setOff, facts, now);
      case OfAccount(AudienceFilter account) ->
          facts.account().map(company -> holds(account, company, now)).orElse(false);
    };
  }

  private static boolean holds(Did did, AudienceFacts facts, Instant now) {
    long from = Days.before(now, did.inLastDays());
    return facts.deeds().stream()
            .filter(deed -> deed.at() >= from && isMeant(did, deed, now))
            .limit(did.atLeast())
            .count()
        >= did.atLeast();
  }

  private static boolean holds(SetOff setOff, AudienceFacts facts, Instant now) {
    long from = setOff.inLastDays().map(days -> Days.before(now, days)).orElse(Long.MIN_VALUE);
    return facts.hits().stream()
            .filter(hit -> hit.signal() == setOff.signal() && hit.at() >= from)
            .limit(setOff.atLeast())
            .count()
        >= setOff.atLeast();
  }

  private static boolean isMeant(Did did, Deed deed, Instant now) {
    return deed.kind() == did.kind()
        && did.name().map(deed.name()::equals).orElse(true)
        && did.place().map(place -> isAt(place, deed, now)).orElse(true);
  }

  private static boolean isAt(PagePlace place, Deed deed, Instant now) {
    String text =
        switch (place.of()) {
          case PATH -> deed.path();
          case URL -> deed.url();
        };
    return TextTest.meets(text, place.matches(), now);
  }
}
