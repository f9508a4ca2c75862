package dev.gumleaf.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Vacuums tables, and writes those anew that are small enough. */
final class PostgresScrub implements Scrub {
  /** PostgreSQL's code for a lock that was not to be had in time. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** While we wait for a table, everybody behind us waits for it, too. */
  private static final Duration LOCK_WAIT = Duration.ofSeconds(2);

  private static final int TRIES = 10;
  private static final Duration BETWEEN = Duration.ofMillis(500);

  private final DataSource source;
  private final List<String> tables;

  PostgresScrub(DataSource source, List<String> tables) {
    this.source = source;
    this.tables = List.copyOf(tables);
  }

  @Override
  public Result run(long renewBytesMax) throws SQLException {
    try (Connection connection = source.getConnection()) {
      // The driver's own limit is meant for an append.
      connection.setNetworkTimeout(Runnable::run, 0);
      execute(connection, "SET statement_timeout = 0");
      execute(connection, "SET lock_timeout = " + LOCK_WAIT.toMillis());
      if (!areOldSnapshotsGone(connection)) {
        return Result.IN_USE;
      }
      List<Boolean> renewed = new ArrayList<>();
      for (String table : tables) {
        renewed.add(vacuum(connection, table, renewBytesMax));
      }
      // The planner's samples of the columns; ANALYZE has replaced them.
      execute(connection, "VACUUM pg_catalog.pg_statistic");
      return renewed.contains(false) ? Result.FREED : Result.RENEWED;
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return Result.IN_USE;
      }
      throw e;
    }
  }

  /**
   * Waits for transactions that began before now and still see old rows: a vacuum keeps those, even
   * if it writes the table anew. Transactions of roles we may not look at are not seen.
   */
  private static boolean areOldSnapshotsGone(Connection connection) throws SQLException {
    String now = text(connection, "SELECT pg_current_xact_id()::xid::text");
    String old =
        """
        SELECT COUNT(*)
        FROM pg_stat_activity
        WHERE datname = current_database()
          AND pid <> pg_backend_pid()
          AND age(backend_xmin) > age('%s'::xid)
        """
            .formatted(now);
    for (int i = 0; i < TRIES; i++) {
      if (text(connection, old).equals("0")) {
        return true;
      }
      try {
        Thread.sleep(BETWEEN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static boolean vacuum(Connection connection, String table, long renewBytesMax)
      throws SQLException {
    String bytes = text(connection, "SELECT pg_total_relation_size('" + table + "')");
    boolean isSmall = Long.parseLong(bytes) <= renewBytesMax;
    execute(connection, "VACUUM (" + (isSmall ? "FULL, ANALYZE" : "ANALYZE") + ") " + table);
    return isSmall;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
