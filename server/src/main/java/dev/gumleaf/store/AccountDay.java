package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;

/**
 * What one slice adds to one day of an account.
 *
 * @param day days since 1970-01-01, UTC, of the effective time
 */
public record AccountDay(AccountKey account, long day, long events, long identifies) {
  /** Both together; they are of the same account and day. */
  public AccountDay plus(AccountDay other) {
    return new AccountDay(account, day, events + other.events, identifies + other.identifies);
  }
}
