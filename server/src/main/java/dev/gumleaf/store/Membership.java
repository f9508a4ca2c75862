package dev.gumleaf.store;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * That a person is seen as part of a company, as it is shown: the company is the one that the
 * account is merged into.
 *
 * @param at when the reason was last given, in milliseconds since 1970, UTC; 0 for what does not
 *     age
 * @param confidence how sure it is whose network address it was; null for other reasons
 * @param reason what is known about the network address; null for other reasons
 * @param since when the reason was first given, as far as that is kept; null for what does not age
 */
public record Membership(
    AccountKey account,
    AccountId id,
    Domain domain,
    AccountLink.Via via,
    long at,
    @Nullable String confidence,
    @Nullable String reason,
    @Nullable Instant since) {
  /** The better reason is the greater one, as {@link AccountLink#BEST} has it. */
  public static final Comparator<Membership> BEST =
      Comparator.comparing(
          membership ->
              new AccountLink(
                  membership.account, membership.via, membership.at, membership.domain.value()),
          AccountLink.BEST);

  /** The same, seen at an address of the company over a time. */
  Membership located(Place place) {
    return new Membership(
        account, id, domain, via, at, place.confidence(), place.reason(), place.firstAt());
  }
}
