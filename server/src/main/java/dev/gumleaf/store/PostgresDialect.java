package dev.gumleaf.store;

import java.sql.SQLException;
import java.util.Map;

final class PostgresDialect implements Dialect {
  /** PostgreSQL error codes, class 53: disk_full. */
  private static final String DISK_FULL = "53100";

  @Override
  public Map<String, String> migrationPlaceholders() {
    return Map.of("id", "BIGINT PRIMARY KEY", "bytes", "BYTEA");
  }

  @Override
  public boolean isStorageFull(SQLException error) {
    return DISK_FULL.equals(error.getSQLState());
  }

  /**
   * Never: the server itself stops on a failed sync and recovers from its log, and we reconnect.
   */
  @Override
  public boolean isStorageBroken(SQLException error) {
    return false;
  }

  @Override
  public String forUpdate() {
    return "FOR UPDATE";
  }
}
