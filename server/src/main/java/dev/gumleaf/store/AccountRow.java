package dev.gumleaf.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One row of {@code accounts}; times are milliseconds since 1970, UTC. */
record AccountRow(
    long key,
    String id,
    String domain,
    @Nullable String name,
    @Nullable Long firstSeenAt,
    @Nullable Long lastSeenAt,
    long events,
    long identifies,
    long marked,
    @Nullable Long mergedInto,
    @Nullable Long listedAt,
    boolean excluded) {
  static final String COLUMNS =
      """
      account_key, account_id, domain, name, first_seen_at, last_seen_at, events, identifies,
        marked, merged_into, listed_at, excluded
      """;

  static AccountRow of(ResultSet row) throws SQLException {
    return new AccountRow(
        row.getLong("account_key"),
        row.getString("account_id"),
        row.getString("domain"),
        row.getString("name"),
        Columns.optionalLong(row, "first_seen_at"),
        Columns.optionalLong(row, "last_seen_at"),
        row.getLong("events"),
        row.getLong("identifies"),
        row.getLong("marked"),
        Columns.optionalLong(row, "merged_into"),
        Columns.optionalLong(row, "listed_at"),
        row.getInt("excluded") != 0);
  }

  /** Where it stands on the list of accounts. */
  Cursor place() {
    return new Cursor(listedAt == null ? 0 : listedAt, key);
  }
}
