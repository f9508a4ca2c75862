package dev.gumleaf.store;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as it is shown: itself and everything merged into it, added up.
 *
 * @param keys whose rows belong to it, its own first
 * @param domains its own first, then those of merged accounts in alphabetical order
 * @param firstSeenAt null while it has no activity that shows; {@code lastSeenAt} likewise
 * @param excluded whether nobody wants to see it
 * @param score how much interest it shows; see {@link AccountStore#withVisitors}
 * @param visitors its people, our own left out, and what they did; see {@link
 *     AccountStore#withVisitors}
 */
public record AccountView(
    List<AccountKey> keys,
    AccountId id,
    List<Domain> domains,
    @Nullable String name,
    @Nullable Instant firstSeenAt,
    @Nullable Instant lastSeenAt,
    long events,
    long identifies,
    long marked,
    boolean excluded,
    AccountScore score,
    long visitors,
    VisitActivity visits) {
  public AccountView {
    keys = List.copyOf(keys);
    domains = List.copyOf(domains);
  }

  /** The account with its score and its people, whose activity is its own, too. */
  AccountView with(AccountScore scored, long people, VisitActivity did) {
    return new AccountView(
        keys,
        id,
        domains,
        name,
        did.isSeen() ? earlier(firstSeenAt, did.firstSeenAt()) : firstSeenAt,
        did.isSeen() ? later(lastSeenAt, did.lastSeenAt()) : lastSeenAt,
        events,
        identifies,
        marked,
        excluded,
        scored,
        people,
        did);
  }

  private static Instant earlier(@Nullable Instant a, long millis) {
    Instant b = Instant.ofEpochMilli(millis);
    return a == null || b.isBefore(a) ? b : a;
  }

  private static Instant later(@Nullable Instant a, long millis) {
    Instant b = Instant.ofEpochMilli(millis);
    return a == null || b.isAfter(a) ? b : a;
  }

  public AccountKey key() {
    return keys.getFirst();
  }

  public Domain domain() {
    return domains.getFirst();
  }
}
