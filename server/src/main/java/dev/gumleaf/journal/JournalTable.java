package dev.gumleaf.journal;

import dev.gumleaf.journal.JournalSlice.Positioned;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The statements about the journal's table, the same on both engines. {@link #append} belongs to
 * the writer's thread and keeps its connection; the others may be called from anywhere.
 */
final class JournalTable implements AutoCloseable {
  private static final int FETCH_GROUPS = 4;

  /** Groups deleted in one transaction, few so that the writer never waits long for its turn. */
  private static final int TRIM_GROUPS = 32;

  private static final String TRIM =
      """
      DELETE FROM journal
      WHERE first_sequence IN (
        SELECT first_sequence
        FROM journal
        WHERE last_sequence <= ? AND written_at < ?
        ORDER BY first_sequence
        LIMIT ?)
      RETURNING last_sequence - first_sequence + 1
      """;

  private static final String NEXT_SEQUENCES =
      """
      UPDATE journal_head
      SET last_sequence = last_sequence + ?
      RETURNING last_sequence
      """;

  private static final String INSERT =
      """
      INSERT INTO journal (first_sequence, last_sequence, written_at, frames)
      VALUES (?, ?, ?, ?)
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

  private final DataSource writers;
  private final DataSource readers;
  private @Nullable Appender appender;

  /**
   * Reads and writes the migrated table.
   *
   * @param writers gives connections whose commit is the sync
   */
  JournalTable(DataSource writers, DataSource readers) {
    this.writers = writers;
    this.readers = readers;
  }

  /**
   * Writes a group; when this returns, it is durable.
   *
   * @return the sequence of its last entry
   */
  long append(int entries, byte[] frames, Instant writtenAt) throws SQLException {
    if (appender == null) {
      appender = new Appender(writers.getConnection());
    }
    return appender.append(entries, frames, writtenAt);
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
          add(entries, rows.getLong("first_sequence"), Frames.read(frames), after);
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
    return new JournalSlice(entries, last);
  }

  private static void add(
      List<Positioned> entries, long firstSequence, List<JournalEntry> group, long after) {
    long sequence = firstSequence;
    for (JournalEntry entry : group) {
      if (sequence > after) {
        entries.add(new Positioned(sequence, entry));
      }
      sequence++;
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
      statement.setLong(1, appliedSequence);
      statement.setLong(2, writtenBefore.toEpochMilli());
      statement.setInt(3, TRIM_GROUPS);
      int groups = TRIM_GROUPS;
      while (groups == TRIM_GROUPS) {
        groups = 0;
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            entries += rows.getLong(1);
            groups++;
          }
        }
      }
    }
    return entries;
  }

  @Override
  public void close() {
    disconnect();
  }

  /** The writer's connection with its statements. */
  private static final class Appender {
    private final Connection connection;
    private final PreparedStatement nextSequences;
    private final PreparedStatement insert;

    Appender(Connection connection) throws SQLException {
      this.connection = connection;
      connection.setAutoCommit(false);
      this.nextSequences = connection.prepareStatement(NEXT_SEQUENCES);
      this.insert = connection.prepareStatement(INSERT);
    }

    long append(int entries, byte[] frames, Instant writtenAt) throws SQLException {
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
      connection.commit();
      return last;
    }

    void close() {
      try {
        connection.close();
      } catch (SQLException alreadyBroken) {
        // The connection was given up because it failed; there is nothing left to save.
      }
    }
  }
}
