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
    long marked) {
  public AccountView {
    keys = List.copyOf(keys);
    domains = List.copyOf(domains);
  }

  public AccountKey key() {
    return keys.getFirst();
  }

  public Domain domain() {
    return domains.getFirst();
  }
}
