package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;

/**
 * What a day counts for an account with everything shown under it.
 *
 * @param at the time as of which it counts, in milliseconds since 1970, UTC
 * @param people who were active
 */
public record DayTotal(AccountKey account, long day, double points, long at, int people) {
  public ScoreDay scoreDay() {
    return new ScoreDay(account, day);
  }
}
