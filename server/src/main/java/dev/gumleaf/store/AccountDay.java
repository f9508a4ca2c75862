package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;

/**
 * What one slice adds to one day of an account.
 *
 * @param day days since 1970-01-01, UTC, of the effective time
 */
public record AccountDay(AccountKey account, long day, long events, long identifies) {}
