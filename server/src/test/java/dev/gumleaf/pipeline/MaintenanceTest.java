package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.journal.CorruptJournalException;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.MemoryJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MaintenanceTest {
  @TempDir private Path directory;

  /** SQLite syncs at a commit only if the transaction wrote to the log. */
  @Test
  void confirmPosition_always_writesToTheLogOfTheDatabase() throws IOException {
    try (Database database = Engine.SQLITE.open(directory)) {
      Path log = directory.resolve("state.db-wal");
      for (int i = 0; i < 3; i++) {
        long before = Files.size(log);
        database.write(tx -> new Derivation(tx).confirmPosition());
        assertThat(Files.size(log)).isGreaterThan(before);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void tidy_manyOldFates_forgetsThemAndKeepsTheNewOnes(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      for (int i = 0; i < 2_500; i++) {
        harness.receive(
            "{\"account_id\":\"acct_none\",\"events\":[{\"type\":\"track\",\"event\":\"E\"}]}");
      }
      harness.drain();
      assertThat(fatesAfter(database, Duration.ofDays(1))).isEqualTo(2_500);
      assertThat(fatesAfter(database, Duration.ofDays(-1))).isZero();
    }
  }

  private static long fatesAfter(Database database, Duration keep) {
    new MaintenanceWorker(
            new MemoryJournal(),
            database,
            () -> PipelineHarness.NOW,
            Duration.ofDays(7),
            keep,
            new ChangeLimits(keep, 1_000))
        .tidy();
    return database.read(
        tx -> tx.query("SELECT COUNT(*) FROM entry_fates").mapTo(Long.class).one());
  }

  @ParameterizedTest
  @EnumSource
  void apply_journalGoesOnBehindAGap_stopsInsteadOfPassingOverIt(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      String body = "{\"domain\":\"acme.test\"}";
      harness.receive(body).drain().receive(body).receive(body).lose(2);
      assertThatThrownBy(harness::drain)
          .isInstanceOf(CorruptJournalException.class)
          .hasMessageContaining("applied up to sequence 1 and the journal goes on at 3");
    }
  }
}
