package dev.gumleaf.journal;

import dev.gumleaf.store.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The statements that change the journal's table, the same on both engines. What appends and what
 * gives up the connection belongs to the writer's thread; anybody may trim, or write in turn.
 */
final class JournalTable implements AutoCloseable {
  /**
   * Groups deleted in one transaction, few so that the writer never waits long for its turn: SQLite
   * overwrites every page that becomes free.
   */
  private static final int TRIM_GROUPS = 8;

  /** Looks at the oldest groups only: an index on the time would cost each append a page. */
  private static final String TRIM =
      """
      DELETE FROM journal
      WHERE first_sequence IN (
          SELECT first_sequence
          FROM journal
          ORDER BY first_sequence
          LIMIT ?)
        AND written_at < ?
        AND last_sequence <= ?
      RETURNING last_sequence - first_sequence + 1
      """;

  private final Dialect dialect;
  private final DataSource writers;

  /**
   * Between the writer and what tidies up. SQLite has one writer at a time, and who has to wait
   * tries again after longer and longer naps, so that a loop of deletes would keep our writer out.
   */
  private final ReentrantLock writing = new ReentrantLock(true);

  /** What the disk refused. Nothing is written behind it, not even by trimming; under the lock. */
  private @Nullable SQLException broken;

  /** Null before the first append and after a failure; the writer's thread alone opens it. */
  private @Nullable Appender appender;

  /**
   * Writes to the migrated table.
   *
   * @param writers gives connections whose commit is the sync
   */
  JournalTable(Dialect dialect, DataSource writers) {
    this.dialect = dialect;
    this.writers = writers;
  }

  Dialect dialect() {
    return dialect;
  }

  /**
   * Writes a group; when this returns, it is durable.
   *
   * @return the sequence of its last entry
   */
  long append(int entries, byte[] frames, Instant writtenAt) throws SQLException {
    return inTurn(() -> appender().append(entries, frames, writtenAt));
  }

  /** Opens the writer's connection now instead of at the first append. */
  void connect() throws SQLException {
    appender();
  }

  /** Writes that it was written, to see whether writing works. */
  void probe(Instant at) throws SQLException {
    inTurn(() -> {
      appender().probe(at);
      return true;
    });
  }

  /** Statements that change the journal, and that end their transaction themselves. */
  interface Write<T> {
    T run() throws SQLException;
  }

  /** Runs what writes while nobody else of this program does, in the order they came. */
  <T> T inTurn(Write<T> write) throws SQLException {
    writing.lock();
    try {
      if (broken != null) {
        throw broken;
      }
      return write.run();
    } catch (SQLException e) {
      broken = dialect.isStorageBroken(e) ? e : null;
      throw e;
    } finally {
      writing.unlock();
    }
  }

  private Appender appender() throws SQLException {
    Appender open = appender;
    if (open == null) {
      open = Appender.open(writers, dialect);
      appender = open;
    }
    return open;
  }

  /** Ends the transaction that failed, for good; nothing is written after it. */
  void rollback() {
    if (appender != null) {
      appender.rollback();
    }
  }

  /** Ends the transaction that failed and keeps the connection, if it can be used again. */
  void restart() {
    if (appender != null) {
      appender = appender.restarted();
    }
  }

  /** Gives up the writer's connection after a failure; the next append opens another. */
  void disconnect() {
    if (appender != null) {
      appender.close();
      appender = null;
    }
  }

  /** Deletes whole groups, some at a time, and gives the number of entries in them. */
  long trim(long appliedSequence, Instant writtenBefore) throws SQLException {
    long entries = 0;
    try (Connection connection = writers.getConnection();
        PreparedStatement statement = connection.prepareStatement(TRIM)) {
      statement.setInt(1, TRIM_GROUPS);
      statement.setLong(2, writtenBefore.toEpochMilli());
      statement.setLong(3, appliedSequence);
      List<Long> trimmed;
      do {
        trimmed = inTurn(() -> sizes(statement));
        entries += trimmed.stream().mapToLong(Long::longValue).sum();
      } while (trimmed.size() == TRIM_GROUPS);
    }
    return entries;
  }

  private static List<Long> sizes(PreparedStatement trim) throws SQLException {
    List<Long> sizes = new ArrayList<>();
    try (ResultSet rows = trim.executeQuery()) {
      while (rows.next()) {
        sizes.add(rows.getLong(1));
      }
    }
    return sizes;
  }

  @Override
  public void close() {
    disconnect();
  }
}
