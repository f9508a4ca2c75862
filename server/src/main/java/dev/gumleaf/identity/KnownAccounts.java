package dev.gumleaf.identity;

import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.Domain;
import java.util.Optional;

/** What the store knows about the accounts of one workspace. */
public interface KnownAccounts {
  Optional<Account> findByDomain(Domain domain);

  Optional<Account> findById(AccountId id);
}
