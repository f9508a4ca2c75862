package dev.gumleaf.model;

/** How a batch names its account: by domain, by our id, or by both. */
public sealed interface AccountRef {
  record ByDomain(Domain domain) implements AccountRef {}

  record ById(AccountId id) implements AccountRef {}

  /** Both were given; they must not contradict each other. */
  record ByBoth(AccountId id, Domain domain) implements AccountRef {}
}
