package dev.gumleaf.model;

import static java.util.Objects.requireNonNull;

/**
 * A company as the pipeline knows it: who it is, and under which account it is shown.
 *
 * @param head the account this one was merged into, or itself
 */
public record Account(AccountKey key, AccountId id, Domain domain, AccountKey head) {
  public Account {
    requireNonNull(key, "key");
    requireNonNull(id, "id");
    requireNonNull(domain, "domain");
    requireNonNull(head, "head");
  }
}
