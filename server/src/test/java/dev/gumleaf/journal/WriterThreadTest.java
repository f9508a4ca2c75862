package dev.gumleaf.journal;

import static dev.gumleaf.journal.Answer.Told.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.journal.FaultyConnections.Point;
import dev.gumleaf.store.Dialect;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** That nobody is left without an answer, over a storage that is broken, which is quick. */
@Timeout(120)
class WriterThreadTest {
  private static final int TRIES = 5_000;

  private final WaitingEntries waiting = new WaitingEntries(1_000_000);
  private final AtomicInteger ends = new AtomicInteger();
  private final WriterThread writer = writer();

  private WriterThread writer() {
    FaultyConnections broken = new FaultyConnections();
    broken.breakAt(
        Point.CONNECT, () -> new SQLiteException("on purpose", SQLiteErrorCode.SQLITE_IOERR));
    JournalTable table =
        new JournalTable(
            Dialect.SQLITE,
            broken.over(
                JournalConnections.sqliteSource(Path.of("none"), TransactionMode.IMMEDIATE)));
    GroupWriter groups =
        new GroupWriter(
            table,
            waiting,
            new Answers(waiting),
            1_000,
            () -> JournalPlace.START,
            () -> 0,
            (entries, bytes, nanos) -> {},
            fatal -> {});
    return new WriterThread(waiting, groups, ends::incrementAndGet);
  }

  private Answer add() {
    Answer answer = new Answer();
    waiting.offer(Entries.entry("x"), answer);
    writer.entryAdded();
    return answer;
  }

  /** Who adds looked before the journal was closed. */
  @Test
  void entryAdded_behindTheEnd_isAnsweredByWhoAddsIt() {
    writer.start();
    writer.close();
    assertThat(add().told()).containsExactly(refused(Refusal.CLOSED));
    writer.close();
    assertThat(ends).hasValue(1);
  }

  @Test
  void entryAdded_whileTheWriterEnds_isAnsweredOnce() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      for (int i = 0; i < TRIES; i++) {
        WriterThreadTest fresh = new WriterThreadTest();
        Future<Answer> added =
            other.submit(() -> {
              together.await();
              return fresh.add();
            });
        together.await();
        fresh.writer.close();
        assertThat(added.get().told()).as("try %d", i).hasSize(1);
      }
    }
  }

  @Test
  void entryAdded_whileTheWriterFallsAsleep_wakesIt() {
    writer.start();
    for (int i = 0; i < TRIES; i++) {
      assertThat(add().await()).isEqualTo(refused(Refusal.FAILED));
    }
    writer.close();
  }
}
