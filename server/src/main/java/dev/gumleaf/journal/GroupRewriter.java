package dev.gumleaf.journal;

import dev.gumleaf.journal.Frames.Frame;
import dev.gumleaf.journal.Journal.Rewrite;
import dev.gumleaf.journal.Journal.Rewriter;
import dev.gumleaf.journal.JournalSlice.Positioned;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Puts other entries in the place of stored ones; see {@link Journal#rewrite}. Thread-safe. */
final class GroupRewriter {
  /*
   * Groups are read and decided on without a lock, and written back a few at a time in the turn that
   * the writer waits for, too, so that it waits for a few pages and one sync. A group is only written
   * if it still is what was read: trimming may have taken it meanwhile, and two that rewrite at the
   * same time, maybe on two nodes, would else bring back what the other one has just erased.
   *
   * Each transaction leaves whole groups of the same entries, so a crash between two of them leaves
   * nothing to repair.
   */

  /** Read at once, and so written back at most in one transaction, give or take one group. */
  private static final long BYTES_AT_ONCE = 1 << 20;

  private static final String REPLACE =
      """
      UPDATE journal
      SET frames = ?
      WHERE first_sequence = ? AND frames = ?
      """;

  private final JournalConnections connections;
  private final JournalReader reader;
  private final JournalTable table;

  GroupRewriter(JournalConnections connections, JournalReader reader, JournalTable table) {
    this.connections = connections;
    this.reader = reader;
    this.table = table;
  }

  /** A group that was looked at, and what is to become of it; the same bytes if it stays. */
  @SuppressWarnings("ArrayRecordComponent") // compared by the database
  private record Decided(StoredGroup group, byte[] frames, int seen, int changed) {}

  Rewrite rewrite(long upTo, Rewriter rewriter) throws SQLException {
    Rewrite sum = new Rewrite(0, 0);
    long position = 0;
    while (position < upTo) {
      List<Decided> decided = new ArrayList<>();
      for (StoredGroup group : reader.groups(position, BYTES_AT_ONCE)) {
        if (group.first() <= upTo) {
          decided.add(decide(group, upTo, rewriter));
        }
      }
      if (decided.isEmpty()) {
        return sum;
      }
      for (Decided done : decided.subList(0, write(decided))) {
        sum = new Rewrite(sum.seen() + done.seen(), sum.changed() + done.changed());
        position = done.group().last();
      }
    }
    return sum;
  }

  private static Decided decide(StoredGroup group, long upTo, Rewriter rewriter) {
    List<Frame> frames = new ArrayList<>();
    int seen = 0;
    int changed = 0;
    for (JournalEntry entry : group.entries()) {
      long sequence = group.first() + frames.size();
      JournalEntry other = entry;
      if (sequence <= upTo) {
        other = rewriter.rewrite(new Positioned(sequence, entry));
        seen++;
        changed += isSame(entry, other) ? 0 : 1;
      }
      frames.add(Frame.of(other));
    }
    return new Decided(group, changed == 0 ? group.frames() : Frames.write(frames), seen, changed);
  }

  @SuppressWarnings("ReferenceEquality") // entries have bytes in them, which records do not compare
  private static boolean isSame(JournalEntry entry, JournalEntry other) {
    return entry == other;
  }

  /**
   * Writes back what changed, up to the first group that somebody else changed; how many groups.
   */
  private int write(List<Decided> decided) throws SQLException {
    if (decided.stream().allMatch(group -> group.changed() == 0)) {
      return decided.size();
    }
    try (Connection connection = connections.writers().getConnection()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(connections.dialect().requireSync());
      }
      return table.inTurn(() -> {
        // Closed in the turn as well: what failed must be undone before the next one writes.
        try (connection) {
          return write(decided, connection);
        }
      });
    }
  }

  private static int write(List<Decided> decided, Connection connection) throws SQLException {
    int done = 0;
    connection.setAutoCommit(false);
    try (PreparedStatement statement = connection.prepareStatement(REPLACE)) {
      for (Decided each : decided) {
        if (each.changed() > 0) {
          statement.setBytes(1, each.frames());
          statement.setLong(2, each.group().first());
          statement.setBytes(3, each.group().frames());
          if (statement.executeUpdate() == 0) {
            break;
          }
        }
        done++;
      }
    }
    // See Appender#commit.
    connection.setAutoCommit(true);
    return done;
  }
}
