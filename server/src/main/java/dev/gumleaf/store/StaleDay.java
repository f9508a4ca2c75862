package dev.gumleaf.store;

/**
 * A day of scores to be worked out again.
 *
 * @param profile a row of profiles; 0 for what a company did by itself, and for its total
 * @param account a row of accounts; 0 for a profile
 * @param day since 1970, in UTC
 */
public record StaleDay(long profile, long account, long day) {
  /** Whether all days of the profile are meant. */
  public boolean isAll() {
    return day == StaleScores.ALL_DAYS;
  }
}
