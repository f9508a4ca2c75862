package dev.gumleaf.identity;

import dev.gumleaf.identity.Resolution.Contradiction;
import dev.gumleaf.identity.Resolution.Created;
import dev.gumleaf.identity.Resolution.Found;
import dev.gumleaf.identity.Resolution.Unknown;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountRef;
import dev.gumleaf.model.Domain;
import java.util.Optional;

/**
 * Decides which account a batch belongs to.
 *
 * <p>Data is always written under the domain it was sent for. Aliases and merges only decide under
 * which account it is shown, so they can be undone, and the order in which batches and merges
 * arrive does not matter; only a batch that names an id and a domain is held against the merges of
 * its time.
 */
public final class AccountResolver {
  private AccountResolver() {}

  public static Resolution resolve(AccountRef ref, KnownAccounts known) {
    return switch (ref) {
      case AccountRef.ByDomain(Domain domain) -> byDomain(domain, known);
      case AccountRef.ById(AccountId id) ->
          known.findById(id).<Resolution>map(Found::new).orElseGet(() -> new Unknown(id));
      case AccountRef.ByBoth(AccountId id, Domain domain) -> byBoth(id, domain, known);
    };
  }

  private static Resolution byDomain(Domain domain, KnownAccounts known) {
    return known
        .findByDomain(domain)
        .<Resolution>map(Found::new)
        .orElseGet(() -> new Created(domain));
  }

  /** An id that nobody has says nothing; then the domain decides alone. */
  private static Resolution byBoth(AccountId id, Domain domain, KnownAccounts known) {
    Optional<Account> byId = known.findById(id);
    if (byId.isEmpty()) {
      return byDomain(domain, known);
    }
    Optional<Account> byDomain = known.findByDomain(domain);
    boolean same = byDomain.isPresent() && byDomain.get().head().equals(byId.get().head());
    return same ? new Found(byDomain.get()) : new Contradiction(id, domain);
  }
}
