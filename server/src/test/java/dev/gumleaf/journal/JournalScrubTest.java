package dev.gumleaf.journal;

import static dev.gumleaf.journal.Entries.all;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.journal.Answer.Told;
import dev.gumleaf.store.Scrub.Result;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.FileBytes;
import dev.gumleaf.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What trimmed and replaced groups leave behind in the files. */
@Timeout(120)
class JournalScrubTest {
  private static final String CANARY = "canary-of-the-journal";
  private static final long ANY_SIZE = Long.MAX_VALUE;

  @TempDir Path directory;

  /** Groups of all sizes; too random to be packed, so that a search would find the canary. */
  private static void appendGroups(SqlJournal journal, int groups) {
    Random random = new Random(groups);
    for (int i = 0; i < groups; i++) {
      int length = random.nextInt(i % 10 == 0 ? 60_000 : 3_000);
      Answer.to(
          journal,
          CANARY
              + random
                  .ints(length, 'a', 'z' + 1)
                  .collect(
                      StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append));
      journal.writeWaiting();
    }
  }

  private static JournalEntry withoutCanary(JournalSlice.Positioned entry) {
    String body = Entries.body(entry);
    return body.contains(CANARY)
        ? entry.entry().withBody(body.replace(CANARY, "-").getBytes(UTF_8))
        : entry.entry();
  }

  private static Path files(JournalPlace place, Engine engine, Path directory) throws SQLException {
    return switch (engine) {
      case SQLITE -> directory;
      case POSTGRES -> {
        try (Connection connection = place.address().dataSource().getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("CHECKPOINT");
          try (ResultSet row = statement.executeQuery(TestPostgres.FILES)) {
            row.next();
            yield Path.of(row.getString(1));
          }
        }
      }
    };
  }

  @ParameterizedTest
  @EnumSource
  void scrub_trimmedAndReplacedGroups_leaveNoByteInAnyFile(Engine engine) throws Exception {
    JournalPlace place = JournalPlace.of(engine, directory);
    try (SqlJournal journal = place.byHand()) {
      appendGroups(journal, 300);
      journal.trim(100, JournalPlace.START.plusMillis(1));
      journal.rewrite(300, JournalScrubTest::withoutCanary);
      assertThat(FileBytes.filesWith(files(place, engine, directory), CANARY)).isNotEmpty();

      assertThat(journal.scrub(ANY_SIZE)).isEqualTo(Result.RENEWED);

      assertThat(FileBytes.filesWith(files(place, engine, directory), CANARY)).isEmpty();
      Answer next = Answer.to(journal, "next");
      journal.writeWaiting();
      assertThat(next.isDurable()).as("the writer goes on with its statements").isTrue();
      assertThat(all(journal).entries()).hasSize(201);
    }
  }

  @Test
  void sqlite_largerThanMayBeRewritten_overwritesAndEmptiesTheLog() throws Exception {
    JournalPlace place = JournalPlace.of(Engine.SQLITE, directory);
    try (SqlJournal journal = place.byHand()) {
      appendGroups(journal, 300);
      journal.trim(100, JournalPlace.START.plusMillis(1));
      journal.rewrite(300, JournalScrubTest::withoutCanary);
      assertThat(journal.scrub(0)).isEqualTo(Result.FREED);
      assertThat(FileBytes.filesWith(directory, CANARY)).isEmpty();
    }
  }

  /** The control: with the engine as it comes, what was replaced is still there. */
  @Test
  void sqlite_withoutSecureDelete_leavesBytes() throws Exception {
    JournalPlace place = JournalPlace.of(Engine.SQLITE, directory);
    try (SqlJournal journal = place.byHand()) {
      appendGroups(journal, 300);
      journal.scrub(0);
      try (JournalConnections connections = place.connections();
          Connection connection = connections.writers().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA secure_delete = OFF");
        statement.execute("DELETE FROM journal");
      }
      assertThat(journal.scrub(0)).isEqualTo(Result.FREED);
      assertThat(FileBytes.filesWith(directory, CANARY)).containsExactly("journal.db");
    }
  }

  @ParameterizedTest
  @EnumSource
  void scrub_whileOthersAppend_losesNothing(Engine engine) throws Exception {
    JournalPlace place = JournalPlace.of(engine, directory);
    SentEntries sent = new SentEntries();
    try (SqlJournal journal = place.running();
        ExecutorService threads = Executors.newFixedThreadPool(1)) {
      Future<Boolean> appends =
          threads.submit(() -> {
            for (int i = 0; i < 1_000; i++) {
              Answer answer = sent.send(journal, i + "x".repeat(i % 977));
              if (i % 4 == 0) {
                answer.await();
              }
            }
            return true;
          });
      while (!appends.isDone()) {
        journal.scrub(ANY_SIZE);
      }
      assertThat(appends.get()).isTrue();
      assertThat(place.fatal()).isEmpty();
      assertThat(sent.answers()).allMatch(answer -> answer.await() instanceof Told.Durable);
      sent.assertKeptAsTold(all(journal));
    }
  }
}
