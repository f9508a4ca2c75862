package dev.gumleaf.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads columns that may be null, which JDBC gives as zero. */
final class Columns {
  private Columns() {}

  static @Nullable Long optionalLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : (Long) value;
  }

  static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
    Long millis = optionalLong(row, column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }
}
