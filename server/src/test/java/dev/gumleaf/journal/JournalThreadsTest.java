package dev.gumleaf.journal;

import static dev.gumleaf.journal.Answer.Told.durable;
import static dev.gumleaf.journal.Answer.Told.refused;
import static dev.gumleaf.journal.Entries.all;
import static dev.gumleaf.journal.Entries.entry;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.journal.Answer.Told;
import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.journal.JournalSlice.Positioned;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  private static Answer send(Journal journal, String body, Map<String, Answer> sent) {
    Answer answer = Answer.to(journal, body);
    sent.put(body, answer);
    return answer;
  }

  private static Map<String, Long> kept(Journal journal) {
    return all(journal).entries().stream()
        .collect(Collectors.toMap(Entries::body, Positioned::sequence));
  }

  /** Each was told exactly once, and what was acknowledged is what is there. */
  private static void assertToldTruly(Map<String, Answer> sent, Map<String, Long> kept) {
    sent.forEach((body, answer) -> {
      Told told = answer.await();
      assertThat(answer.told()).as(body).hasSize(1);
      switch (told) {
        case Told.Durable durable ->
            assertThat(kept).as("acknowledged").containsEntry(body, durable.sequence());
        case Told.Refused refused ->
            assertThat(kept).as("refused: " + refused.refusal()).doesNotContainKey(body);
      }
    });
    assertThat(sent.keySet()).containsAll(kept.keySet());
  }

  @ParameterizedTest
  @EnumSource
  void append_manyThreads_isToldOnceAndKeptInEachThreadsOrder(Engine engine) throws Exception {
    JournalPlace place = JournalPlace.of(engine, directory);
    Map<String, Answer> sent = new ConcurrentHashMap<>();
    try (SqlJournal journal = place.running()) {
      inThreads(thread -> {
        for (int i = 0; i < ENTRIES; i++) {
          Answer answer = send(journal, thread + ":" + i + ":" + "x".repeat(i % 97), sent);
          if (i % 16 == 0) {
            answer.await();
          }
        }
      });
    }
    try (SqlJournal journal = place.byHand()) {
      Map<String, Long> kept = kept(journal);
      assertThat(kept).hasSize(THREADS * ENTRIES);
      assertToldTruly(sent, kept);
      for (int thread = 0; thread < THREADS; thread++) {
        String prefix = thread + ":";
        List<Integer> order =
            all(journal).entries().stream()
                .map(Entries::body)
                .filter(body -> body.startsWith(prefix))
                .map(body -> Integer.parseInt(body.split(":", -1)[1]))
                .toList();
        assertThat(order).isSorted().hasSize(ENTRIES);
      }
      assertThat(Entries.sequences(all(journal))).isSorted().doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource
  void append_whileClosing_isToldOnceAndTruly(Engine engine) throws Exception {
    JournalPlace place = JournalPlace.of(engine, directory);
    for (int round = 0; round < 10; round++) {
      Map<String, Answer> sent = new ConcurrentHashMap<>();
      String prefix = round + ":";
      SqlJournal journal = place.running();
      long before = journal.lastSequence();
      inThreads(thread -> {
        for (int i = 0; i < ENTRIES; i++) {
          send(journal, prefix + thread + ":" + i, sent);
          if (thread == 0 && i == ENTRIES / 2) {
            journal.close();
          }
        }
      });
      journal.close();
      assertThat(journal.queuedBytes()).isZero();
      try (SqlJournal again = place.byHand()) {
        Map<String, Long> kept = kept(again);
        kept.values().removeIf(sequence -> sequence <= before);
        assertToldTruly(sent, kept);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void append_smallQueue_refusesSomeAndKeepsTheRest(Engine engine) throws Exception {
    JournalPlace place = JournalPlace.of(engine, directory);
    Map<String, Answer> sent = new ConcurrentHashMap<>();
    int one = Entries.framedLength(10);
    try (SqlJournal journal =
        place.byHand(new JournalLimits(4L * one, 2 * one), source -> source).start()) {
      inThreads(thread -> {
        for (int i = 0; i < ENTRIES; i++) {
          send(journal, "%d:%08d".formatted(thread, i), sent);
        }
      });
    }
    try (SqlJournal journal = place.byHand()) {
      assertToldTruly(sent, kept(journal));
    }
    assertThat(sent.values()).filteredOn(Answer::isDurable).isNotEmpty();
    assertThat(sent.values())
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
