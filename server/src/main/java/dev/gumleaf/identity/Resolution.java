package dev.gumleaf.identity;

import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.Domain;

/** Which account a batch belongs to. */
public sealed interface Resolution {
  /** An account that exists; data goes to it, wherever it is shown. */
  record Found(Account account) implements Resolution {}

  /** A domain seen for the first time; an account is to be created. */
  record Created(Domain domain) implements Resolution {}

  /** Only an id was given, and no account has it. */
  record Unknown(AccountId id) implements Resolution {}

  /** The id's account does not have the domain. */
  record Contradiction(AccountId id, Domain domain) implements Resolution {}
}
