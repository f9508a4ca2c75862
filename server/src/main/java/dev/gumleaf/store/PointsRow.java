package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;

/**
 * Points of one group that somebody's day counts for an account.
 *
 * @param account the row of accounts that the person is part of, whatever it is shown under
 * @param day since 1970, in UTC
 * @param person whose it is; 0 for what a company did by itself
 * @param profile under which row of profiles it was sent; 0 for what a company did by itself
 * @param at the time as of which they count, in milliseconds since 1970, UTC
 */
public record PointsRow(
    AccountKey account, long day, long person, long profile, String group, double points, long at) {

  /** What tells the row apart. */
  public record Key(AccountKey account, long day, long person, long profile, String group) {}

  public Key key() {
    return new Key(account, day, person, profile, group);
  }
}
