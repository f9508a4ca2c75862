package dev.gumleaf.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** Empties the write-ahead log, and writes the file anew if it is small enough. */
final class SqliteScrub implements Scrub {
  /*
   * Three places hold old bytes. Rows that went and pages that became free: secure_delete overwrites
   * them, if it was on all the time, because what an update leaves behind today is out of reach of
   * any later delete. The log: it is moved into the file and cut off. And the unused parts of pages:
   * balancing a tree moves rows by building pages anew, and does not overwrite what was below
   * (rebuildPage in SQLite's btree.c), so a row that goes later leaves that copy. Only VACUUM gets
   * at those.
   */

  /** The log is cut off only when nobody reads from it; each try keeps other writers waiting. */
  private static final int TRIES = 10;

  private static final int TRY_MILLIS = 200;
  private static final Duration BETWEEN = Duration.ofMillis(300);

  private final DataSource source;
  private final Turn turn;

  SqliteScrub(DataSource source, Turn turn) {
    this.source = source;
    this.turn = turn;
  }

  @Override
  public Result run(long renewBytesMax) throws SQLException {
    try (Connection connection = source.getConnection()) {
      boolean renewed = turn.run(() -> renew(connection, renewBytesMax));
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = " + TRY_MILLIS);
      }
      if (!cutOffLog(connection)) {
        return Result.IN_USE;
      }
      return renewed ? Result.RENEWED : Result.FREED;
    }
  }

  private static boolean renew(Connection connection, long bytesMax) throws SQLException {
    if (number(connection, "page_count") * number(connection, "page_size") > bytesMax) {
      return false;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM");
    }
    return true;
  }

  private static long number(Connection connection, String pragma) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
      row.next();
      return row.getLong(1);
    }
  }

  private boolean cutOffLog(Connection connection) throws SQLException {
    for (int i = 0; i < TRIES; i++) {
      if (turn.run(() -> truncate(connection))) {
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

  private static boolean truncate(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      return row.next() && row.getInt("busy") == 0;
    }
  }
}
