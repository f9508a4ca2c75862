package dev.gumleaf.journal;

import static dev.gumleaf.journal.Answer.Told.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.journal.Journal.Health;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The same work over and over, each time with a failure one call of the driver later, until the
 * work gets by without one.
 */
class JournalSweepTest {
  /** How a call fails. */
  enum Fault {
    NOT_DONE(false, false),
    DONE_AND_ANSWER_LOST(true, false),
    /** And every later call, too. */
    NOT_DONE_FOR_LONG(false, true),
    DISK_FULL(false, false),
    DISK_FULL_FOR_LONG(false, true);

    private final boolean isDone;
    private final boolean isLasting;

    Fault(boolean isDone, boolean isLasting) {
      this.isDone = isDone;
      this.isLasting = isLasting;
    }

    SQLException error(Engine engine) {
      boolean isFull = this == DISK_FULL || this == DISK_FULL_FOR_LONG;
      return switch (engine) {
        case SQLITE ->
            new SQLiteException(
                "on purpose",
                isFull ? SQLiteErrorCode.SQLITE_FULL : SQLiteErrorCode.SQLITE_IOERR_FSYNC);
        case POSTGRES -> new SQLException("on purpose", isFull ? "53100" : "08006");
      };
    }
  }

  /** Fewer would mean that the sweep does not see the calls. */
  private static final int CALLS_MIN = 50;

  private static final JournalLimits TWO_IN_A_GROUP =
      new JournalLimits(1 << 20, 2 * Entries.framedLength("000 a".length()));

  @TempDir Path directory;

  static Stream<Arguments> sweeps() {
    return Arrays.stream(Engine.values())
        .flatMap(engine -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(engine, fault)));
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void anyCallFails_acknowledgedIsKeptAndNothingTwice(Engine engine, Fault fault) {
    JournalPlace place = JournalPlace.of(engine, directory);
    SentEntries sent = new SentEntries();
    long position = 0;
    int call = 0;
    boolean failed = true;
    while (failed) {
      call++;
      place.fatal().clear();
      FaultyConnections connections = new FaultyConnections();
      try (SqlJournal journal = place.byHand(TWO_IN_A_GROUP, connections::over)) {
        position = check(journal, position, sent);
        sent = new SentEntries();
        connections.breakCall(call, fault.isDone, fault.isLasting, () -> fault.error(engine));
        work(journal, position, sent, "%03d ".formatted(call));
        failed = connections.calls() >= call;
        connections.heal();
        assertGoesOnOrHasEnded(journal, place, connections, sent, "%03d z".formatted(call));
      }
    }
    assertThat(call).isGreaterThan(CALLS_MIN);
    assertThat(place.fatal()).isEmpty();
  }

  /** What the work before left behind, as the next start finds it. */
  private static long check(SqlJournal journal, long position, SentEntries sent) {
    JournalSlice kept = journal.read(position, Integer.MAX_VALUE, Long.MAX_VALUE);
    sent.assertKeptAsTold(kept);
    return kept.lastSequence();
  }

  /** Groups of two and of one, a trim of what was found to be kept before, and a probe. */
  private static void work(SqlJournal journal, long trimmed, SentEntries sent, String prefix) {
    for (String body : List.of("a", "b", "c")) {
      sent.send(journal, prefix + body);
    }
    journal.writeWaiting();
    journal.writeWaiting();
    try {
      journal.trim(trimmed, JournalPlace.START.plusMillis(1));
    } catch (JournalException failed) {
      // It is tried again later.
    }
    journal.probe();
    sent.send(journal, prefix + "d");
    journal.writeWaiting();
  }

  private static void assertGoesOnOrHasEnded(
      SqlJournal journal,
      JournalPlace place,
      FaultyConnections connections,
      SentEntries sent,
      String body) {
    int commits = connections.commits();
    Answer last = sent.send(journal, body);
    journal.writeWaiting();
    if (place.fatal().isEmpty()) {
      assertThat(last.isDurable()).isTrue();
      assertThat(journal.health()).isEqualTo(Health.WRITABLE);
    } else {
      assertThat(last.told()).containsExactly(refused(Refusal.FAILED));
      assertThat(connections.commits()).as("nothing is tried again").isEqualTo(commits);
    }
  }
}
