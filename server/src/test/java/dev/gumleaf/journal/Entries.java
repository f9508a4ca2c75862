package dev.gumleaf.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.journal.JournalSlice.Positioned;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.List;

/** Sample entries, told apart by their bodies. */
final class Entries {
  static final Instant RECEIVED = Instant.parse("2026-01-05T10:02:00.123Z");

  private Entries() {}

  static JournalEntry entry(String body) {
    return entry(body.getBytes(UTF_8));
  }

  static JournalEntry entry(byte[] body) {
    return new JournalEntry(
        JournalEntry.Kind.ACCOUNTS_BATCH,
        new WorkspaceId(1),
        RECEIVED,
        "req",
        "203.0.113.7",
        "agent/1",
        null,
        body);
  }

  /** How many bytes an entry with a body of that length takes in the queue and in a group. */
  static int framedLength(int bodyLength) {
    return Frames.Frame.of(entry(new byte[bodyLength])).length();
  }

  static List<String> bodies(JournalSlice slice) {
    return slice.entries().stream().map(Entries::body).toList();
  }

  static String body(Positioned positioned) {
    return new String(positioned.entry().body(), UTF_8);
  }

  static List<Long> sequences(JournalSlice slice) {
    return slice.entries().stream().map(Positioned::sequence).toList();
  }

  static JournalSlice all(Journal journal) {
    return journal.read(0, Integer.MAX_VALUE, Long.MAX_VALUE);
  }
}
