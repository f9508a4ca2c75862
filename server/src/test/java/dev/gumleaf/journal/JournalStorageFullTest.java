package dev.gumleaf.journal;

import static dev.gumleaf.journal.Answer.Told.durable;
import static dev.gumleaf.journal.Answer.Told.refused;
import static dev.gumleaf.journal.Entries.all;
import static dev.gumleaf.journal.Entries.bodies;
import static dev.gumleaf.journal.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.journal.FaultyConnections.Point;
import dev.gumleaf.journal.Journal.Health;
import dev.gumleaf.testing.Engine;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A full disk: refused at once, and taken again by itself when there is space. */
class JournalStorageFullTest {
  private static final int TRIES_MAX = 600;

  @TempDir Path directory;

  private static SQLException full(Engine engine) {
    return switch (engine) {
      case SQLITE -> new SQLiteException("on purpose", SQLiteErrorCode.SQLITE_FULL);
      case POSTGRES -> new SQLException("on purpose", "53100");
    };
  }

  @ParameterizedTest
  @CsvSource({
    "SQLITE, FIRST_WRITE",
    "SQLITE, SECOND_WRITE",
    "SQLITE, COMMIT",
    "POSTGRES, FIRST_WRITE",
    "POSTGRES, SECOND_WRITE",
    "POSTGRES, COMMIT"
  })
  void append_full_isRefusedUntilThereIsSpace(Engine engine, Point point) {
    JournalPlace place = JournalPlace.of(engine, directory);
    FaultyConnections connections = new FaultyConnections();
    try (SqlJournal journal = place.byHand(JournalLimits.DEFAULT, connections::over)) {
      Answer.to(journal, "before");
      journal.writeWaiting();
      connections.breakAt(point, () -> full(engine));
      for (int i = 0; i < 3; i++) {
        Answer answer = Answer.to(journal, "full");
        journal.writeWaiting();
        assertThat(place.fatal()).isEmpty();
        assertThat(answer.told()).containsExactly(refused(Refusal.STORAGE_FULL));
        assertThat(journal.health()).isEqualTo(Health.STORAGE_FULL);
        assertThat(bodies(all(journal))).as("readable").containsExactly("before");
      }
      connections.heal();
      Answer answer = Answer.to(journal, "after");
      journal.writeWaiting();
      assertThat(answer.told()).as("no sequence was lost").containsExactly(durable(2));
      assertThat(journal.health()).isEqualTo(Health.WRITABLE);
      assertThat(place.fatal()).isEmpty();
    }
    try (SqlJournal journal = place.byHand()) {
      assertThat(bodies(all(journal))).containsExactly("before", "after");
    }
  }

  @ParameterizedTest
  @EnumSource
  void health_fullAndNobodySends_recoversByItself(Engine engine) {
    JournalPlace place = JournalPlace.of(engine, directory);
    FaultyConnections connections = new FaultyConnections();
    try (SqlJournal journal = place.running(connections::over)) {
      connections.breakAt(Point.SECOND_WRITE, () -> full(engine));
      assertThat(Answer.to(journal, "full").await()).isEqualTo(refused(Refusal.STORAGE_FULL));
      assertThat(journal.health()).isEqualTo(Health.STORAGE_FULL);
      connections.heal();
      awaitHealth(journal, Health.WRITABLE);
      assertThat(Answer.to(journal, "after").await()).isEqualTo(durable(1));
    }
  }

  private static void awaitHealth(Journal journal, Health health) {
    for (int i = 0; i < TRIES_MAX && journal.health() != health; i++) {
      LockSupport.parkNanos(50_000_000);
    }
    assertThat(journal.health()).isEqualTo(health);
  }

  /** The engine's own report of a full disk, from a limit on the size of the file. */
  @Test
  void sqlite_fileMayNotGrow_isFullAndRecovers() throws Exception {
    JournalPlace place = JournalPlace.of(Engine.SQLITE, directory);
    List<Connection> opened = new CopyOnWriteArrayList<>();
    byte[] large = new byte[1 << 20];
    try (SqlJournal journal =
        place.byHand(JournalLimits.DEFAULT, source -> watched(source, opened))) {
      Answer.to(journal, "small");
      journal.writeWaiting();
      pragma(opened.getFirst(), "max_page_count = 64");
      for (int i = 0; i < 3; i++) {
        Answer answer = Answer.to(journal, entry(large));
        journal.writeWaiting();
        assertThat(place.fatal()).isEmpty();
        assertThat(answer.told()).containsExactly(refused(Refusal.STORAGE_FULL));
      }
      Answer small = Answer.to(journal, "fits");
      journal.writeWaiting();
      assertThat(small.told()).containsExactly(durable(2));
      pragma(opened.getFirst(), "max_page_count = 1000000");
      Answer answer = Answer.to(journal, entry(large));
      journal.writeWaiting();
      assertThat(answer.told()).containsExactly(durable(3));
      assertThat(opened).as("no other connection, which would need space too").hasSize(1);
      assertThat(all(journal).entries()).hasSize(3);
    }
  }

  private static DataSource watched(DataSource source, List<Connection> opened) {
    return (DataSource)
        Proxy.newProxyInstance(
            JournalStorageFullTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              Connection connection = source.getConnection();
              opened.add(connection);
              return connection;
            });
  }

  private static void pragma(Connection connection, String pragma) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + pragma);
    }
  }
}
