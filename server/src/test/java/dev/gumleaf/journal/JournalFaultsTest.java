package dev.gumleaf.journal;

import static dev.gumleaf.journal.Answer.Told.durable;
import static dev.gumleaf.journal.Answer.Told.refused;
import static dev.gumleaf.journal.Entries.all;
import static dev.gumleaf.journal.Entries.bodies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.journal.FaultyConnections.Point;
import dev.gumleaf.journal.Journal.Health;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What is told and what is kept when a group fails at each point of its life: at a write, at the
 * sync that its commit is, behind the commit, and at the reply, which is a callback that throws.
 */
class JournalFaultsTest {
  @TempDir Path directory;

  private static SQLException failedSync() {
    return new SQLiteException("on purpose", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
  }

  private static SQLException lostConnection() {
    return new SQLException("on purpose", "08006");
  }

  private SqlJournal byHand(JournalPlace place, FaultyConnections connections) {
    return place.byHand(JournalLimits.DEFAULT, connections::over);
  }

  private static List<String> keptAt(JournalPlace place) {
    try (SqlJournal journal = place.byHand()) {
      return bodies(all(journal));
    }
  }

  @ParameterizedTest
  @EnumSource
  void sqlite_anyFailure_isTheEnd(Point point) {
    JournalPlace place = JournalPlace.of(Engine.SQLITE, directory);
    FaultyConnections connections = new FaultyConnections();
    try (SqlJournal journal = byHand(place, connections)) {
      if (point != Point.CONNECT) {
        Answer before = Answer.to(journal, "before");
        journal.writeWaiting();
        assertThat(before.told()).containsExactly(durable(1));
      }
      connections.breakAt(point, JournalFaultsTest::failedSync);
      Answer inGroup = Answer.to(journal, "in group");
      assertThat(journal.writeWaiting()).isTrue();
      assertThat(inGroup.told()).containsExactly(refused(Refusal.FAILED));
      assertThat(journal.health()).isEqualTo(Health.FAILED);
      assertThat(place.fatal()).hasSize(1);

      int commits = connections.commits();
      connections.heal();
      assertThat(Answer.to(journal, "after").told()).containsExactly(refused(Refusal.FAILED));
      assertThat(journal.writeWaiting()).isFalse();
      assertThatThrownBy(() -> trimAll(journal)).isInstanceOf(JournalException.class);
      assertThat(connections.commits()).as("nothing is tried again").isEqualTo(commits);
      assertThat(place.fatal()).hasSize(1);
      assertThat(journal.queuedBytes()).isZero();
      if (point != Point.AFTER_COMMIT) {
        assertThat(bodies(all(journal))).doesNotContain("in group");
      }
    }
    List<String> kept = new ArrayList<>();
    if (point != Point.CONNECT) {
      kept.add("before");
    }
    if (point == Point.AFTER_COMMIT) {
      // Nobody was told that it is there, and the client's next try is recognised as a repeat.
      kept.add("in group");
    }
    try (SqlJournal journal = place.byHand()) {
      assertThat(bodies(all(journal))).isEqualTo(kept);
      Answer next = Answer.to(journal, "next");
      journal.writeWaiting();
      assertThat(next.told()).containsExactly(durable(kept.size() + 1));
    }
  }

  private static long trimAll(Journal journal) {
    return journal.trim(Long.MAX_VALUE, JournalPlace.START.plusMillis(1));
  }

  /** Trimming is written to the same log as the groups. */
  @Test
  void sqlite_trimsSyncFails_isTheEnd() {
    JournalPlace place = JournalPlace.of(Engine.SQLITE, directory);
    FaultyConnections connections = new FaultyConnections();
    try (SqlJournal journal = byHand(place, connections)) {
      Answer.to(journal, "before");
      journal.writeWaiting();
      connections.breakOnceAt(Point.FIRST_WRITE, JournalFaultsTest::failedSync);
      assertThatThrownBy(() -> trimAll(journal)).isInstanceOf(JournalException.class);
      int commits = connections.commits();
      Answer after = Answer.to(journal, "after");
      journal.writeWaiting();
      assertThat(after.told()).containsExactly(refused(Refusal.FAILED));
      assertThat(connections.commits()).isEqualTo(commits);
      assertThat(place.fatal()).hasSize(1);
    }
    assertThat(keptAt(place)).containsExactly("before");
  }

  @ParameterizedTest
  @EnumSource
  void sqlite_failureWhileOthersWait_refusesThemToo(Point point) {
    JournalPlace place = JournalPlace.of(Engine.SQLITE, directory);
    FaultyConnections connections = new FaultyConnections();
    int one = Entries.framedLength(1);
    try (SqlJournal journal = place.byHand(new JournalLimits(1000, one), connections::over)) {
      connections.breakAt(point, JournalFaultsTest::failedSync);
      List<Answer> answers = new ArrayList<>();
      for (String body : List.of("a", "b", "c")) {
        answers.add(Answer.to(journal, body));
      }
      journal.writeWaiting();
      assertThat(answers)
          .allSatisfy(answer -> assertThat(answer.told()).containsExactly(refused(Refusal.FAILED)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void sqlite_running_failureIsToldOnceAndClosingStillWorks(Point point) {
    JournalPlace place = JournalPlace.of(Engine.SQLITE, directory);
    FaultyConnections connections = new FaultyConnections();
    if (point == Point.CONNECT) {
      return; // The connection of a running journal is open before anything can fail.
    }
    try (SqlJournal journal = place.running(connections::over)) {
      connections.breakAt(point, JournalFaultsTest::failedSync);
      assertThat(Answer.to(journal, "a").await()).isEqualTo(refused(Refusal.FAILED));
      assertThat(Answer.to(journal, "b").await()).isEqualTo(refused(Refusal.FAILED));
    }
    assertThat(place.fatal()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void postgres_anyFailure_refusesTheGroupAndGoesOn(Point point) {
    JournalPlace place = JournalPlace.of(Engine.POSTGRES, directory);
    FaultyConnections connections = new FaultyConnections();
    try (SqlJournal journal = byHand(place, connections)) {
      connections.breakAt(point, JournalFaultsTest::lostConnection);
      Answer lost = Answer.to(journal, "lost");
      assertThat(journal.writeWaiting()).isTrue();
      assertThat(lost.told()).containsExactly(refused(Refusal.FAILED));
      assertThat(journal.health()).isEqualTo(Health.FAILED);
      if (point == Point.CONNECT) {
        journal.probe();
        assertThat(journal.health()).as("still away").isEqualTo(Health.FAILED);
      }

      connections.heal();
      Answer next = Answer.to(journal, "next");
      journal.writeWaiting();
      assertThat(next.isDurable()).isTrue();
      assertThat(journal.health()).isEqualTo(Health.WRITABLE);
      assertThat(place.fatal()).isEmpty();
    }
    if (point == Point.AFTER_COMMIT) {
      assertThat(keptAt(place)).containsExactly("lost", "next");
    } else {
      assertThat(keptAt(place)).containsExactly("next");
    }
  }

  @ParameterizedTest
  @EnumSource
  void callbackThrows_others_areStillTold(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    try (SqlJournal journal = place.running()) {
      journal.onDurable(() -> {
        throw new IllegalStateException("on purpose");
      });
      journal.append(Entries.entry("a"), throwing(new IllegalStateException("on purpose")));
      journal.append(Entries.entry("b"), throwing(new AssertionError("on purpose")));
      assertThat(Answer.to(journal, "c").await()).isEqualTo(durable(3));
      assertThat(Answer.to(journal, "d").await()).isEqualTo(durable(4));
      assertThat(journal.health()).isEqualTo(Health.WRITABLE);
    }
    assertThat(keptAt(place)).containsExactly("a", "b", "c", "d");
    assertThat(place.fatal()).isEmpty();
  }

  private static AppendCallback throwing(Throwable thrown) {
    return new AppendCallback() {
      @Override
      public void durable(long sequence) {
        throwIt();
      }

      @Override
      public void refused(Refusal refusal) {
        throwIt();
      }

      private void throwIt() {
        switch (thrown) {
          case Error error -> throw error;
          case RuntimeException bug -> throw bug;
          case Throwable other -> throw new IllegalArgumentException(other);
        }
      }
    };
  }

  @ParameterizedTest
  @EnumSource
  void listenerThrows_group_isStillAcknowledged(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    try (SqlJournal journal =
        place.byHand(
            JournalLimits.DEFAULT,
            UnaryOperator.identity(),
            (entries, bytes, nanos) -> {
              throw new IllegalStateException("on purpose");
            })) {
      Answer answer = Answer.to(journal, "a");
      journal.writeWaiting();
      assertThat(answer.told()).containsExactly(durable(1));
    }
  }

  /** Whatever else goes wrong in the writer, nobody may be left without an answer. */
  @ParameterizedTest
  @EnumSource
  void clockFails_group_isRefusedAndTheJournalEnds(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    JournalConnections connections = place.connections();
    try (SqlJournal journal =
        new SqlJournal(
            connections,
            JournalLimits.DEFAULT,
            () -> {
              throw new IllegalStateException("on purpose");
            },
            System::nanoTime,
            (entries, bytes, nanos) -> {},
            place.fatal()::add)) {
      Answer answer = Answer.to(journal, "a");
      journal.writeWaiting();
      assertThat(answer.told()).containsExactly(refused(Refusal.FAILED));
      assertThat(place.fatal()).hasSize(1);
    }
  }
}
