package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void write_workFails_leavesNothing(Engine engine) {
    try (Database database = engine.open(directory)) {
      assertThatThrownBy(() ->
              database.write(tx -> {
                tx.update("UPDATE counters SET value = 7 WHERE name = 'account_key'").execute();
                throw new IllegalStateException("on purpose");
              }))
          .hasMessageContaining("on purpose");
      assertThat(counter(database)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void writeDerived_workDone_isSeenByReaders(Engine engine) {
    try (Database database = engine.open(directory)) {
      database.writeDerived(
          tx -> tx.update("UPDATE counters SET value = 7 WHERE name = 'account_key'").execute());
      assertThat(counter(database)).isEqualTo(7);
    }
  }

  private static long counter(Database database) {
    return database.read(tx ->
        tx.query("SELECT value FROM counters WHERE name = 'account_key'").mapTo(Long.class).one());
  }
}
