package dev.gumleaf.journal;

import dev.gumleaf.store.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The writer's connection with its statements. Belongs to one thread. */
final class Appender implements AutoCloseable {
  private final Connection connection;
  private final Dialect dialect;
  private final PreparedStatement nextSequences;
  private final PreparedStatement insert;
  private final PreparedStatement probe;

  private Appender(Connection connection, Dialect dialect) throws SQLException {
    this.connection = connection;
    this.dialect = dialect;
    this.nextSequences =
        connection.prepareStatement(
            """
            UPDATE journal_head
            SET last_sequence = last_sequence + ?
            %s
            RETURNING last_sequence
            """
                .formatted(dialect.takingTurns()));
    this.insert =
        connection.prepareStatement(
            """
            INSERT INTO journal (first_sequence, last_sequence, written_at, frames)
            VALUES (?, ?, ?, ?)
            """);
    this.probe =
        connection.prepareStatement(
            """
            UPDATE journal_head
            SET probed_at = ?
            """);
  }

  static Appender open(DataSource source, Dialect dialect) throws SQLException {
    Connection connection = source.getConnection();
    try {
      try (Statement statement = connection.createStatement()) {
        statement.execute(dialect.requireSync());
      }
      return new Appender(connection, dialect);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  long append(int entries, byte[] frames, Instant writtenAt) throws SQLException {
    connection.setAutoCommit(false);
    nextSequences.setInt(1, entries);
    long last;
    try (ResultSet row = nextSequences.executeQuery()) {
      row.next();
      last = row.getLong(1);
    }
    insert.setLong(1, last - entries + 1);
    insert.setLong(2, last);
    insert.setLong(3, writtenAt.toEpochMilli());
    insert.setBytes(4, frames);
    insert.executeUpdate();
    commit();
    return last;
  }

  void probe(Instant at) throws SQLException {
    connection.setAutoCommit(false);
    probe.setLong(1, at.toEpochMilli());
    probe.executeUpdate();
    commit();
  }

  /**
   * Commits. SQLite's driver follows a {@code commit()} with the begin of the next transaction, and
   * a journal at rest would hold the write lock; this is JDBC's other way to commit.
   */
  private void commit() throws SQLException {
    connection.setAutoCommit(true);
  }

  /** Ends a transaction that failed; in a write-ahead log that writes nothing. */
  void rollback() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException none) {
      // The engine has ended the transaction by itself, as SQLite does after most failures.
    }
  }

  /**
   * Ends a transaction that failed, and gives an appender on the same connection, with new
   * statements because SQLite's driver closes one that failed; null if the connection is no use.
   */
  @Nullable Appender restarted() {
    rollback();
    try {
      connection.setAutoCommit(true);
    } catch (SQLException none) {
      // The driver commits what is not there any more; only its own mark matters.
    }
    try {
      if (connection.getAutoCommit()) {
        return new Appender(connection, dialect);
      }
      // It would not begin a transaction, and each statement would be one of its own.
      close();
      return null;
    } catch (SQLException broken) {
      close();
      return null;
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException alreadyBroken) {
      // The connection was given up because it failed; there is nothing left to save.
    }
  }
}
