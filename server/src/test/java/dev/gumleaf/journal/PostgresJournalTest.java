package dev.gumleaf.journal;

import static dev.gumleaf.journal.Answer.Told.refused;
import static dev.gumleaf.journal.Entries.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.journal.Answer.Told;
import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.journal.Journal.Health;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only PostgreSQL has: several programs on one journal, and a connection that can be lost. */
@Timeout(120)
class PostgresJournalTest {
  private static final int ENTRIES = 1000;
  private static final int TRIES_MAX = 600;

  @TempDir Path directory;

  private JournalPlace place() {
    return JournalPlace.of(Engine.POSTGRES, directory);
  }

  private static boolean appendAll(Journal journal, String prefix) {
    List<Answer> last = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      last.add(Answer.to(journal, prefix + i));
      if (last.size() == 5) {
        last.forEach(Answer::await);
        last.clear();
      }
    }
    return last.stream().allMatch(answer -> answer.await() instanceof Told.Durable);
  }

  /** Reads to the end of what is there, over and over, until both have written everything. */
  private static List<Long> follow(Journal journal, AtomicBoolean written) {
    List<Long> seen = new ArrayList<>();
    long position = 0;
    boolean last;
    do {
      last = written.get();
      JournalSlice slice = journal.read(position, 64, 1 << 20);
      while (!slice.isEmpty()) {
        seen.addAll(Entries.sequences(slice));
        position = slice.lastSequence();
        slice = journal.read(position, 64, 1 << 20);
      }
    } while (!last);
    return seen;
  }

  @Test
  void twoJournals_oneDatabase_showEveryReaderOneOrderWithoutGaps() throws Exception {
    JournalPlace place = place();
    AtomicBoolean written = new AtomicBoolean();
    try (SqlJournal first = place.running();
        SqlJournal second = place.running();
        SqlJournal third = place.byHand();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Future<List<Long>> reader = threads.submit(() -> follow(third, written));
      Future<List<Long>> other = threads.submit(() -> follow(first, written));
      List<Callable<Boolean>> writers =
          List.of(() -> appendAll(first, "first:"), () -> appendAll(second, "second:"));
      for (Future<Boolean> writer : threads.invokeAll(writers)) {
        assertThat(writer.get()).isTrue();
      }
      written.set(true);
      List<Long> expected = LongStream.rangeClosed(1, 2L * ENTRIES).boxed().toList();
      assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(expected);
      assertThat(other.get(60, TimeUnit.SECONDS)).isEqualTo(expected);
      assertThat(first.lastSequence()).isEqualTo(2L * ENTRIES);
      List<String> bodies = Entries.bodies(all(third));
      assertThat(bodies).filteredOn(body -> body.startsWith("first:")).hasSize(ENTRIES);
      assertThat(bodies.subList(0, ENTRIES))
          .as("both wrote at the same time")
          .anyMatch(body -> body.startsWith("first:"))
          .anyMatch(body -> body.startsWith("second:"));
    }
  }

  @Test
  void connectionKilled_appends_areRefusedAndThenTakenAgain() throws Exception {
    JournalPlace place = place();
    try (SqlJournal journal = place.running()) {
      for (int round = 0; round < 3; round++) {
        assertThat(Answer.to(journal, "before " + round).await()).isInstanceOf(Told.Durable.class);
        killConnections(place);
        assertThat(Answer.to(journal, "lost " + round).await()).isEqualTo(refused(Refusal.FAILED));
        awaitWritable(journal);
      }
      assertThat(Answer.to(journal, "after").await()).isInstanceOf(Told.Durable.class);
      assertThat(Entries.bodies(all(journal)))
          .containsExactly("before 0", "before 1", "before 2", "after");
      assertThat(place.fatal()).isEmpty();
    }
  }

  private static void awaitWritable(Journal journal) {
    for (int i = 0; i < TRIES_MAX && journal.health() != Health.WRITABLE; i++) {
      LockSupport.parkNanos(50_000_000);
    }
    assertThat(journal.health()).isEqualTo(Health.WRITABLE);
  }

  private static void killConnections(JournalPlace place) throws SQLException {
    try (Connection connection = place.address().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          SELECT pg_terminate_backend(pid, 10000)
          FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()
          """);
    }
  }

  @Test
  void close_databaseAway_refusesWhatWaitsAtOnce() {
    JournalPlace place = place();
    FaultyConnections connections = new FaultyConnections();
    int one = Entries.framedLength(1);
    SqlJournal journal = place.byHand(new JournalLimits(100L * one, one), connections::over);
    connections.breakAt(
        FaultyConnections.Point.CONNECT, () -> new SQLException("on purpose", "08001"));
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(Answer.to(journal, "x"));
    }
    journal.close();
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.told()).containsExactly(refused(Refusal.FAILED)));
  }
}
