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

  /** Takes groups one by one. */
  private interface Taker {
    boolean wantsMore();

    void take(StoredGroup group);
  }

  /** See {@link Journal#read}. */
  JournalSlice read(long after, int entriesMax, long bytesMax) throws SQLException {
    SliceTaker slice = new SliceTaker(after, entriesMax, bytesMax);
    scan(after, slice);
    return new JournalSlice(slice.entries, slice.last);
  }

  /** Whole groups behind a sequence as they are stored; at least one if there is one. */
  List<StoredGroup> groups(long after, long bytesMax) throws SQLException {
    GroupsTaker groups = new GroupsTaker(bytesMax);
    scan(after, groups);
    return groups.taken;
  }

  private void scan(long after, Taker taker) throws SQLException {
    try (Connection connection = readers.getConnection();
        PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setLong(1, after);
      statement.setLong(2, after);
      // Groups are large: PostgreSQL's driver would fetch the whole backlog without these two.
      connection.setAutoCommit(false);
      statement.setFetchSize(FETCH_GROUPS);
      try (ResultSet rows = statement.executeQuery()) {
        while (taker.wantsMore() && rows.next()) {
          taker.take(
              new StoredGroup(
                  rows.getLong("first_sequence"),
                  rows.getLong("last_sequence"),
                  rows.getBytes("frames")));
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /** Takes groups apart at once, so that a backlog is not in memory twice. */
  private static final class SliceTaker implements Taker {
    private final long after;
    private final int entriesMax;
    private final long bytesMax;
    private final List<Positioned> entries = new ArrayList<>();
    private long last;
    private long bytes;

    SliceTaker(long after, int entriesMax, long bytesMax) {
      this.after = after;
      this.entriesMax = entriesMax;
      this.bytesMax = bytesMax;
      this.last = after;
    }

    @Override
    public boolean wantsMore() {
      return entries.size() < entriesMax && bytes < bytesMax;
    }

    @Override
    public void take(StoredGroup group) {
      List<JournalEntry> stored = group.entries();
      for (int i = (int) Math.max(0, after - group.first() + 1); i < stored.size(); i++) {
        entries.add(new Positioned(group.first() + i, stored.get(i)));
      }
      bytes += group.frames().length;
      last = group.last();
    }
  }

  private static final class GroupsTaker implements Taker {
    private final long bytesMax;
    private final List<StoredGroup> taken = new ArrayList<>();
    private long bytes;

    GroupsTaker(long bytesMax) {
      this.bytesMax = bytesMax;
    }

    @Override
    public boolean wantsMore() {
      return bytes < bytesMax;
    }

    @Override
    public void take(StoredGroup group) {
      taken.add(group);
      bytes += group.frames().length;
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
