package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Trend;
import dev.gumleaf.model.WorkspaceId;
import java.util.List;

/**
 * What is kept of an account to tell its score at any time. Times are milliseconds since 1970, UTC.
 *
 * @param version of the rules
 * @param at the time as of which all sums are
 * @param sums under the six half-lives, the shortest first
 * @param newestDay the last day with points, since 1970
 * @param settled the label of the trend at the end of the day before that
 * @param trend the label when it was looked at last
 * @param rank orders accounts by their score, whatever the time
 */
public record ScoreRow(
    AccountKey account,
    WorkspaceId workspace,
    int version,
    long at,
    List<Double> sums,
    double trendFast,
    double trendSlow,
    double trendSquares,
    long activeDays,
    long firstAt,
    long newestDay,
    Trend settled,
    Trend trend,
    double rank) {

  /** The same with another label of the trend. */
  public ScoreRow with(Trend other) {
    return new ScoreRow(
        account,
        workspace,
        version,
        at,
        sums,
        trendFast,
        trendSlow,
        trendSquares,
        activeDays,
        firstAt,
        newestDay,
        settled,
        other,
        rank);
  }

  /** How many half-lives are kept. */
  public static final int HALF_LIVES = 6;

  /** Checks the number of sums. */
  public ScoreRow {
    sums = List.copyOf(sums);
    if (sums.size() != HALF_LIVES) {
      throw new IllegalArgumentException("there are six sums, not " + sums.size());
    }
  }
}
