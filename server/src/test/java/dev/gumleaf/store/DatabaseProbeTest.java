package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.store.DatabaseProbe.Finding;
import dev.gumleaf.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseProbeTest {
  private static final String FUTURE =
      """
      INSERT INTO state_migrations
        (installed_rank, version, description, type, script, installed_by, execution_time, success)
      VALUES (999, '9999', 'from the future', 'SQL', 'V9999__future.sql', 'x', 1, TRUE)
      """;

  @TempDir Path directory;

  @Test
  void sqlite_noFile_isAbsentAndStaysSo() {
    Path file = directory.resolve("state.db");
    assertThat(DatabaseProbe.sqlite(file)).isEqualTo(new Finding.Absent());
    assertThat(file).doesNotExist();
  }

  @Test
  void sqlite_openedBefore_isReady() {
    Path file = directory.resolve("state.db");
    Database.sqlite(file).close();
    assertThat(DatabaseProbe.sqlite(file)).isInstanceOf(Finding.Ready.class);
  }

  @Test
  void sqlite_otherFile_isUnreachable() throws IOException {
    Path file = Files.writeString(directory.resolve("state.db"), "no database ".repeat(1_000));
    assertThat(DatabaseProbe.sqlite(file)).isInstanceOf(Finding.Unreachable.class);
  }

  @Test
  void sqlite_usedByNewerProgram_isNewerAndNotOpened() {
    Path file = directory.resolve("state.db");
    try (Database database = Database.sqlite(file)) {
      database.write(tx -> tx.update(FUTURE).execute());
    }
    assertThat(DatabaseProbe.sqlite(file)).isInstanceOf(Finding.Newer.class);
    assertThatThrownBy(() -> Database.sqlite(file).close())
        .isInstanceOf(NewerSchemaException.class)
        .hasMessageContaining("9999");
  }

  @Test
  void postgres_emptyDatabase_isOlderThenReady() {
    PostgresAddress address = TestPostgres.newDatabase();
    assertThat(DatabaseProbe.postgres(address)).isInstanceOf(Finding.Older.class);
    Database.postgres(address).close();
    assertThat(DatabaseProbe.postgres(address)).isInstanceOf(Finding.Ready.class);
  }

  @Test
  void postgres_nobodyListens_isUnreachableWithoutPassword() {
    PostgresAddress address = PostgresAddress.parse("postgresql://u:hunter2@127.0.0.1:1/db");
    assertThat(DatabaseProbe.postgres(address))
        .isInstanceOf(Finding.Unreachable.class)
        .asString()
        .contains("refused")
        .doesNotContain("hunter2");
  }
}
