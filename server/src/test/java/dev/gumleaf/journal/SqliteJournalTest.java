package dev.gumleaf.journal;

import static dev.gumleaf.journal.Answer.Told.durable;
import static dev.gumleaf.journal.Entries.all;
import static dev.gumleaf.journal.Entries.bodies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only SQLite has: a file and its write-ahead log. */
class SqliteJournalTest {
  @TempDir Path directory;

  private JournalPlace place(String folder) throws Exception {
    return JournalPlace.of(Engine.SQLITE, Files.createDirectories(directory.resolve(folder)));
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void writers_connections_syncAtEachCommit() throws Exception {
    try (JournalConnections connections = place("a").connections();
        Connection connection = connections.writers().getConnection()) {
      assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(connection, "synchronous")).as("FULL").isEqualTo("2");
    }
  }

  /** A copy of the files while the program runs is what a killed program leaves behind. */
  @Test
  void open_logOfAKilledProgram_isInTheFileBeforeAnythingIsAppended() throws Exception {
    JournalPlace killed = place("killed");
    JournalPlace found = place("found");
    try (SqlJournal journal = killed.byHand()) {
      Answer.to(journal, "a");
      journal.writeWaiting();
      Files.copy(killed.file(), found.file());
      Files.copy(log(killed), log(found));
    }
    assertThat(Files.size(log(found))).isPositive();
    try (SqlJournal journal = found.byHand()) {
      assertThat(log(found))
          .satisfiesAnyOf(
              log -> assertThat(log).doesNotExist(), log -> assertThat(log).isEmptyFile());
      assertThat(bodies(all(journal))).containsExactly("a");
      Answer answer = Answer.to(journal, "b");
      journal.writeWaiting();
      assertThat(answer.told()).containsExactly(durable(2));
    }
  }

  private static Path log(JournalPlace place) {
    return place.file().resolveSibling("journal.db-wal");
  }

  @Test
  void file_afterManyGroupsAndTrims_isSound() throws Exception {
    JournalPlace place = place("a");
    try (SqlJournal journal = place.byHand()) {
      for (int i = 0; i < 200; i++) {
        Answer.to(journal, Entries.entry(new byte[i * 50]));
        journal.writeWaiting();
        journal.trim(i / 2, JournalPlace.START.plusMillis(1));
      }
    }
    try (JournalConnections connections = place.connections();
        Connection connection = connections.writers().getConnection()) {
      assertThat(pragma(connection, "integrity_check")).isEqualTo("ok");
    }
  }
}
