package dev.gumleaf.journal;

import static dev.gumleaf.journal.Answer.Told.durable;
import static dev.gumleaf.journal.Answer.Told.refused;
import static dev.gumleaf.journal.Entries.all;
import static dev.gumleaf.journal.Entries.entry;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.journal.Answer.Told;
import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.journal.FaultyConnections.Point;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

@Timeout(120)
class JournalThreadsTest {
  private static final int THREADS = 8;
  private static final int ENTRIES = 300;

  @TempDir Path directory;

  private interface Work {
    void run(int thread) throws Exception;
  }

  private static void inThreads(Work work) throws Exception {
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      calls.add(() -> {
        work.run(thread);
        return true;
      });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Boolean> done : threads.invokeAll(calls)) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void append_manyThreads_isToldOnceAndKeptInEachThreadsOrder(Engine engine) throws Exception {
    JournalPlace place = JournalPlace.of(engine, directory);
    SentEntries sent = new SentEntries();
    try (SqlJournal journal = place.running()) {
      inThreads(thread -> {
        for (int i = 0; i < ENTRIES; i++) {
          Answer answer = sent.send(journal, thread + ":" + i + ":" + "x".repeat(i % 97));
          if (i % 16 == 0) {
            answer.await();
          }
        }
      });
    }
    try (SqlJournal journal = place.byHand()) {
      JournalSlice kept = all(journal);
      assertThat(kept.entries()).hasSize(THREADS * ENTRIES);
      sent.assertKeptAsTold(kept);
      for (int thread = 0; thread < THREADS; thread++) {
        String prefix = thread + ":";
        List<Integer> order =
            Entries.bodies(kept).stream()
                .filter(body -> body.startsWith(prefix))
                .map(body -> Integer.parseInt(body.split(":", -1)[1]))
                .toList();
        assertThat(order).isSorted().hasSize(ENTRIES);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void append_whileClosing_isToldOnceAndTruly(Engine engine) throws Exception {
    JournalPlace place = JournalPlace.of(engine, directory);
    for (int round = 0; round < 10; round++) {
      SentEntries sent = new SentEntries();
      String prefix = round + ":";
      SqlJournal journal = place.running();
      long before = journal.lastSequence();
      inThreads(thread -> {
        for (int i = 0; i < ENTRIES; i++) {
          sent.send(journal, prefix + thread + ":" + i);
          if (thread == 0 && i == ENTRIES / 2) {
            journal.close();
          }
        }
      });
      journal.close();
      assertThat(journal.queuedBytes()).isZero();
      try (SqlJournal again = place.byHand()) {
        sent.assertKeptAsTold(again.read(before, Integer.MAX_VALUE, Long.MAX_VALUE));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void append_whileWritingFails_isToldOnceAndTruly(Engine engine) throws Exception {
    JournalPlace place = JournalPlace.of(engine, directory);
    for (int round = 0; round < 5; round++) {
      SentEntries sent = new SentEntries();
      String prefix = round + ":";
      FaultyConnections connections = new FaultyConnections();
      SqlJournal journal = place.running(connections::over);
      long before = journal.lastSequence();
      inThreads(thread -> {
        for (int i = 0; i < ENTRIES; i++) {
          Answer answer = sent.send(journal, prefix + thread + ":" + i);
          if (thread == 0 && i == ENTRIES / 3) {
            answer.await();
            connections.breakOnceAt(Point.COMMIT, () -> engineFails(engine));
          }
        }
      });
      journal.close();
      assertThat(sent.answers()).filteredOn(Answer::isDurable).isNotEmpty();
      assertThat(sent.answers())
          .filteredOn(answer -> !answer.isDurable())
          .isNotEmpty()
          .allSatisfy(answer -> assertThat(answer.told()).containsExactly(refused(Refusal.FAILED)));
      assertThat(journal.queuedBytes()).isZero();
      try (SqlJournal again = place.byHand()) {
        sent.assertKeptAsTold(again.read(before, Integer.MAX_VALUE, Long.MAX_VALUE));
      }
    }
    assertThat(place.fatal()).hasSize(engine == Engine.SQLITE ? 5 : 0);
  }

  private static SQLException engineFails(Engine engine) {
    return switch (engine) {
      case SQLITE -> new SQLiteException("on purpose", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
      case POSTGRES -> new SQLException("on purpose", "08006");
    };
  }

  @ParameterizedTest
  @EnumSource
  void append_smallQueue_refusesSomeAndKeepsTheRest(Engine engine) throws Exception {
    JournalPlace place = JournalPlace.of(engine, directory);
    SentEntries sent = new SentEntries();
    int one = Entries.framedLength(10);
    try (SqlJournal journal =
        place.byHand(new JournalLimits(4L * one, 2 * one), source -> source).start()) {
      inThreads(thread -> {
        for (int i = 0; i < ENTRIES; i++) {
          sent.send(journal, "%d:%08d".formatted(thread, i));
        }
      });
    }
    try (SqlJournal journal = place.byHand()) {
      sent.assertKeptAsTold(all(journal));
    }
    assertThat(sent.answers()).filteredOn(Answer::isDurable).isNotEmpty();
    assertThat(sent.answers())
        .filteredOn(answer -> !answer.isDurable())
        .allSatisfy(
            answer -> assertThat(answer.told()).containsExactly(refused(Refusal.QUEUE_FULL)));
  }

  @ParameterizedTest
  @EnumSource
  void trimAndRead_whileOthersAppend_disturbNobody(Engine engine) throws Exception {
    JournalPlace place = JournalPlace.of(engine, directory);
    try (SqlJournal journal = place.running()) {
      inThreads(thread -> {
        long position = 0;
        for (int i = 0; i < ENTRIES; i++) {
          switch (thread) {
            case 0 -> journal.trim(journal.lastSequence() - 50, JournalPlace.START.plusMillis(1));
            case 1 -> {
              JournalSlice slice = journal.read(position, 100, 1 << 20);
              assertThat(Entries.sequences(slice)).isSorted().doesNotHaveDuplicates();
              assertThat(slice.lastSequence()).isGreaterThanOrEqualTo(position);
              position = slice.lastSequence();
            }
            default -> assertThat(Answer.to(journal, "x").await()).isInstanceOf(Told.Durable.class);
          }
        }
      });
      assertThat(journal.lastSequence()).isEqualTo((THREADS - 2L) * ENTRIES);
      assertThat(place.fatal()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void close_fromACallback_doesNotWaitForItself(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    SqlJournal journal = place.running();
    journal.onDurable(journal::close);
    byte[] body = "a".getBytes(UTF_8);
    assertThat(Answer.to(journal, entry(body)).await()).isEqualTo(durable(1));
    journal.close();
    assertThat(journal.health()).isEqualTo(Journal.Health.CLOSED);
  }
}
