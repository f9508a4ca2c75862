package dev.gumleaf.journal;

import dev.gumleaf.journal.JournalSlice.Positioned;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The statements that read the journal's table, the same on both engines. Thread-safe. */
final class JournalReader {
  private static final int FETCH_GROUPS = 4;

  private static final String READ =
      """
      SELECT first_sequence, last_sequence, frames
      FROM journal
      WHERE first_sequence >= COALESCE(
          (SELECT MAX(first_sequence) FROM journal WHERE first_sequence <= ?), 0)
        AND last_sequence > ?
      ORDER BY first_sequence
      """;

  private final DataSource readers;

  JournalReader(DataSource readers) {
    this.readers = readers;
  }

  /** See {@link Journal#read}. */
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
}
