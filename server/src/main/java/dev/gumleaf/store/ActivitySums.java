package dev.gumleaf.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What happened in several parts of people together. */
final class ActivitySums {
  /** Sums over rows {@code t} of {@code profile_parts}. */
  static final String COLUMNS =
      """
      CAST(SUM(t.identifies) AS BIGINT) AS identifies,
        CAST(SUM(t.page_views) AS BIGINT) AS page_views,
        CAST(SUM(t.events) AS BIGINT) AS events,
        CAST(SUM(t.form_submissions) AS BIGINT) AS form_submissions,
        CAST(SUM(t.metrics) AS BIGINT) AS metrics,
        CAST(SUM(t.marked) AS BIGINT) AS marked,
        CAST(SUM(t.focus_millis) AS BIGINT) AS focus_millis,
        MIN(t.first_seen_at) AS first_seen_at, MAX(t.last_seen_at) AS last_seen_at
      """;

  private ActivitySums() {}

  /** The sums of a row, which can also be that of a single part. */
  static VisitActivity of(ResultSet row) throws SQLException {
    Long first = Columns.optionalLong(row, "first_seen_at");
    Long last = Columns.optionalLong(row, "last_seen_at");
    return new VisitActivity(
        row.getLong("identifies"),
        row.getLong("page_views"),
        row.getLong("events"),
        row.getLong("form_submissions"),
        row.getLong("metrics"),
        row.getLong("marked"),
        row.getLong("focus_millis"),
        first == null ? VisitActivity.NONE.firstSeenAt() : first,
        last == null ? VisitActivity.NONE.lastSeenAt() : last);
  }
}
