package dev.gumleaf.journal;

import static dev.gumleaf.journal.Answer.Told.durable;
import static dev.gumleaf.journal.Answer.Told.refused;
import static dev.gumleaf.journal.Entries.all;
import static dev.gumleaf.journal.Entries.bodies;
import static dev.gumleaf.journal.Entries.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlJournalTest {
  @TempDir Path directory;

  private static void appendGroup(SqlJournal journal, String... bodies) {
    for (String body : bodies) {
      Answer.to(journal, body);
    }
    assertThat(journal.writeWaiting()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void append_running_isReadBackAfterARestart(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    try (SqlJournal journal = place.running()) {
      assertThat(Answer.to(journal, "a").await()).isEqualTo(durable(1));
      assertThat(Answer.to(journal, "b").await()).isEqualTo(durable(2));
    }
    try (SqlJournal journal = place.running()) {
      assertThat(bodies(all(journal))).containsExactly("a", "b");
      assertThat(Answer.to(journal, "c").await()).isEqualTo(durable(3));
      assertThat(bodies(journal.read(2, 10, 1000))).containsExactly("c");
    }
  }

  @ParameterizedTest
  @EnumSource
  void append_beforeTheGroupIsWritten_tellsNobody(Engine engine) {
    try (SqlJournal journal = JournalPlace.of(engine, directory).byHand()) {
      Answer answer = Answer.to(journal, "a");
      assertThat(answer.told()).isEmpty();
      assertThat(journal.queuedBytes()).isEqualTo(Entries.framedLength(1));
      assertThat(all(journal).isEmpty()).isTrue();
      assertThat(journal.writeWaiting()).isTrue();
      assertThat(answer.told()).containsExactly(durable(1));
      assertThat(journal.queuedBytes()).isZero();
      assertThat(journal.writeWaiting()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void append_queueFull_isRefusedOnTheCallersThread(Engine engine) {
    int one = Entries.framedLength(1);
    JournalPlace place = JournalPlace.of(engine, directory);
    try (SqlJournal journal =
        place.byHand(new JournalLimits(2L * one, one), UnaryOperator.identity())) {
      Answer.to(journal, "a");
      Answer.to(journal, "b");
      assertThat(Answer.to(journal, "c").told()).containsExactly(refused(Refusal.QUEUE_FULL));
      assertThat(journal.writeWaiting()).isTrue();
      assertThat(Answer.to(journal, "d").told()).isEmpty();
      while (journal.writeWaiting()) {
        // The next group.
      }
      assertThat(bodies(all(journal))).containsExactly("a", "b", "d");
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_limits_endAfterAWholeGroup(Engine engine) {
    try (SqlJournal journal = JournalPlace.of(engine, directory).byHand()) {
      appendGroup(journal, "a", "b");
      appendGroup(journal, "c");
      appendGroup(journal, "d", "e");
      assertThat(bodies(journal.read(0, 1, 1000))).containsExactly("a", "b");
      assertThat(bodies(journal.read(0, 3, 1000))).containsExactly("a", "b", "c");
      assertThat(bodies(journal.read(2, 1000, 1))).containsExactly("c");
      assertThat(journal.read(2, 1000, 1).lastSequence()).isEqualTo(3);
      assertThat(sequences(all(journal))).containsExactly(1L, 2L, 3L, 4L, 5L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_insideAGroup_leavesOutWhatWasRead(Engine engine) {
    try (SqlJournal journal = JournalPlace.of(engine, directory).byHand()) {
      appendGroup(journal, "a", "b", "c");
      appendGroup(journal, "d");
      JournalSlice slice = journal.read(2, 1000, 1000);
      assertThat(bodies(slice)).containsExactly("c", "d");
      assertThat(sequences(slice)).containsExactly(3L, 4L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_behindTheEnd_isEmptyAtTheSamePosition(Engine engine) {
    try (SqlJournal journal = JournalPlace.of(engine, directory).byHand()) {
      assertThat(all(journal)).isEqualTo(new JournalSlice(List.of(), 0));
      appendGroup(journal, "a");
      assertThat(journal.read(1, 10, 10)).isEqualTo(new JournalSlice(List.of(), 1));
      assertThat(journal.read(9, 10, 10)).isEqualTo(new JournalSlice(List.of(), 9));
    }
  }

  @ParameterizedTest
  @EnumSource
  void trim_everything_neverGivesASequenceTwice(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    try (SqlJournal journal = place.byHand()) {
      appendGroup(journal, "a", "b");
      appendGroup(journal, "c");
      assertThat(journal.trim(3, JournalPlace.START.plusMillis(1))).isEqualTo(3);
      assertThat(all(journal).isEmpty()).isTrue();
      assertThat(journal.lastSequence()).isEqualTo(3);
    }
    try (SqlJournal journal = place.byHand()) {
      assertThat(journal.lastSequence()).isEqualTo(3);
      Answer answer = Answer.to(journal, "d");
      journal.writeWaiting();
      assertThat(answer.told()).containsExactly(durable(4));
      assertThat(bodies(journal.read(3, 10, 1000))).containsExactly("d");
    }
  }

  @ParameterizedTest
  @EnumSource
  void trim_groupsThatAreYoungOrNotWhollyApplied_staysAway(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    try (SqlJournal journal = place.byHand()) {
      appendGroup(journal, "a");
      appendGroup(journal, "b", "c");
      place.setClock(JournalPlace.START.plus(Duration.ofDays(1)));
      appendGroup(journal, "d");
      assertThat(journal.trim(2, JournalPlace.START.plusMillis(1))).isEqualTo(1);
      assertThat(bodies(all(journal))).containsExactly("b", "c", "d");
      assertThat(journal.trim(4, JournalPlace.START)).isZero();
      assertThat(journal.trim(4, JournalPlace.START.plusMillis(1))).isEqualTo(2);
      assertThat(bodies(all(journal))).containsExactly("d");
    }
  }

  @ParameterizedTest
  @EnumSource
  void trim_aWrittenTimeOfAWrongClock_holdsUpNoOtherGroup(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    try (SqlJournal journal = place.byHand()) {
      place.setClock(JournalPlace.START.plus(Duration.ofDays(3650)));
      appendGroup(journal, "a");
      place.setClock(JournalPlace.START);
      appendGroup(journal, "b");
      assertThat(journal.trim(2, JournalPlace.START.plusMillis(1))).isEqualTo(1);
      assertThat(bodies(all(journal))).containsExactly("a");
    }
  }

  @ParameterizedTest
  @EnumSource
  void trim_moreThanOneTransactionOfGroups_takesAll(Engine engine) {
    try (SqlJournal journal = JournalPlace.of(engine, directory).byHand()) {
      for (int i = 0; i < 70; i++) {
        appendGroup(journal, "x" + i);
      }
      assertThat(journal.trim(69, JournalPlace.START.plusMillis(1))).isEqualTo(69);
      assertThat(sequences(all(journal))).containsExactly(70L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void trim_whileTheWriterIsAtRest_doesNotWaitForIt(Engine engine) {
    try (SqlJournal journal = JournalPlace.of(engine, directory).running()) {
      Answer.to(journal, "a").await();
      assertThat(journal.trim(1, JournalPlace.START.plusMillis(1))).isEqualTo(1);
      assertThat(Answer.to(journal, "b").await()).isEqualTo(durable(2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_blobThatChanged_isCorruptAndSaysWhere(Engine engine) throws Exception {
    JournalPlace place = JournalPlace.of(engine, directory);
    try (SqlJournal journal = place.byHand()) {
      appendGroup(journal, "a");
      appendGroup(journal, "b");
      execute(
          place,
          "UPDATE journal SET frames = (SELECT frames FROM journal WHERE first_sequence = 1),"
              + " last_sequence = 3 WHERE first_sequence = 2");
      assertThat(bodies(journal.read(0, 1, 1))).containsExactly("a");
      assertThatThrownBy(() -> journal.read(1, 1, 1))
          .isInstanceOf(CorruptJournalException.class)
          .hasMessageContaining("sequence 2");
    }
  }

  private static void execute(JournalPlace place, String sql) throws Exception {
    try (JournalConnections connections = place.connections();
        Connection connection = connections.writers().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @ParameterizedTest
  @EnumSource
  void onDurable_group_runsOnceBehindTheCallbacks(Engine engine) {
    try (SqlJournal journal = JournalPlace.of(engine, directory).byHand()) {
      Answer last = new Answer();
      AtomicInteger runs = new AtomicInteger();
      journal.onDurable(() -> {
        assertThat(last.told()).hasSize(1);
        runs.incrementAndGet();
      });
      Answer.to(journal, "a");
      journal.append(Entries.entry("b"), last);
      journal.writeWaiting();
      assertThat(runs).hasValue(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void close_entriesWait_writesThemAndRefusesLaterOnes(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    SqlJournal journal = place.byHand();
    Answer a = Answer.to(journal, "a");
    Answer b = Answer.to(journal, "b");
    journal.close();
    journal.close();
    assertThat(a.told()).containsExactly(durable(1));
    assertThat(b.told()).containsExactly(durable(2));
    assertThat(Answer.to(journal, "c").told()).containsExactly(refused(Refusal.CLOSED));
    assertThat(journal.health()).isEqualTo(Journal.Health.CLOSED);
    try (SqlJournal again = place.byHand()) {
      assertThat(bodies(all(again))).containsExactly("a", "b");
    }
  }

  @ParameterizedTest
  @EnumSource
  void readLastSequence_whileAnotherHasItOpen_tells(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    assertThat(SqlJournal.readLastSequence(directory.resolve("none.db"))).isZero();
    try (SqlJournal journal = place.running()) {
      Answer.to(journal, "a").await();
      long last =
          switch (engine) {
            case SQLITE -> SqlJournal.readLastSequence(place.file());
            case POSTGRES -> SqlJournal.readLastSequence(place.address());
          };
      assertThat(last).isEqualTo(1);
    }
  }
}
