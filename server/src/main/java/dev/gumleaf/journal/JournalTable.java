package dev.gumleaf.journal;

import dev.gumleaf.journal.JournalSlice.Positioned;
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
 * The statements about the journal's table, the same on both engines. What appends and what gives
 * up the connection belongs to the writer's thread; reading and trimming may be called by anybody.
 */
final class JournalTable implements AutoCloseable {
  private static final int FETCH_GROUPS = 4;

  /** Groups deleted in one transaction, few so that the writer never waits long for its turn. */
  private static final int TRIM_GROUPS = 32;

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

  private static final String READ =
      """
      SELECT first_sequence, last_sequence, frames
      FROM journal
      WHERE first_sequence >= COALESCE(
          (SELECT MAX(first_sequence) FROM journal WHERE first_sequence <= ?), 0)
        AND last_sequence > ?
      ORDER BY first_sequence
      """;

  private final Dialect dialect;
  private final DataSource writers;
  private final DataSource readers;

  /**
   * Between the writer and trimming. SQLite has one writer at a time, and who has to wait tries
   * again after longer and longer naps, so that a loop of deletes would keep our writer out.
   */
  private final ReentrantLock writing = new ReentrantLock(true);

  private @Nullable Appender appender;

  /**
   * Reads and writes the migrated table.
   *
   * @param writers gives connections whose commit is the sync
   */
  JournalTable(Dialect dialect, DataSource writers, DataSource readers) {
    this.dialect = dialect;
    this.writers = writers;
    this.readers = readers;
  }

  /**
   * Writes a group; when this returns, it is durable.
   *
   * @return the sequence of its last entry
   */
  long append(int entries, byte[] frames, Instant writtenAt) throws SQLException {
    writing.lock();
    try {
      return appender().append(entries, frames, writtenAt);
    } finally {
      writing.unlock();
    }
  }

  /** Opens the writer's connection now instead of at the first append. */
  void connect() throws SQLException {
    appender();
  }

  /** Writes that it was written, to see whether writing works. */
  void probe(Instant at) throws SQLException {
    writing.lock();
    try {
      appender().probe(at);
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

  JournalSlice read(long after, int entriesMax, long bytesMax) throws SQLException {
    List<Positioned> entries = new ArrayList<>();
    long last = after;
    long bytes = 0;
    try (Connection connection = readers.getConnection();
        PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setLong(1, after);
      statement.setLong(2, after);
      // Groups are large: PostgreSQL's driver would fetch the whole backlog without these two.
      connection.setAutoCommit(false);
      statement.setFetchSize(FETCH_GROUPS);
      try (ResultSet rows = statement.executeQuery()) {
        while (entries.size() < entriesMax && bytes < bytesMax && rows.next()) {
          byte[] frames = rows.getBytes("frames");
          bytes += frames.length;
          last = rows.getLong("last_sequence");
          add(entries, rows.getLong("first_sequence"), last, frames, after);
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
    return new JournalSlice(entries, last);
  }

  private static void add(
      List<Positioned> entries, long first, long last, byte[] frames, long after) {
    List<JournalEntry> group = group(first, last, frames);
    for (int i = (int) Math.max(0, after - first + 1); i < group.size(); i++) {
      entries.add(new Positioned(first + i, group.get(i)));
    }
  }

  private static List<JournalEntry> group(long first, long last, byte[] frames) {
    try {
      List<JournalEntry> group = Frames.read(frames);
      if (group.size() != last - first + 1) {
        throw new CorruptJournalException("a group does not have as many entries as its row says");
      }
      return group;
    } catch (CorruptJournalException e) {
      throw new CorruptJournalException("journal from sequence " + first + ": " + e.getMessage());
    }
  }

  long lastSequence() throws SQLException {
    try (Connection connection = readers.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT last_sequence
                FROM journal_head
                """);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
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
      int groups = TRIM_GROUPS;
      while (groups == TRIM_GROUPS) {
        groups = 0;
        writing.lock();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            entries += rows.getLong(1);
            groups++;
          }
        } finally {
          writing.unlock();
        }
      }
    }
    return entries;
  }

  @Override
  public void close() {
    disconnect();
  }
}
