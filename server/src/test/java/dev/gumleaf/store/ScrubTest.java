package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.store.Scrub.Result;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.FileBytes;
import dev.gumleaf.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class ScrubTest {
  private static final String CANARY = "canary-of-the-scrub";
  private static final long ANY_SIZE = Long.MAX_VALUE;

  @TempDir Path directory;

  private static void insert(Database database, int rows, Random random) {
    List<Integer> keys = random.ints(0, 1_000_000).distinct().limit(rows).boxed().toList();
    database.write(tx -> {
      for (int key : keys) {
        tx.update(
                """
                INSERT INTO names (name_key, workspace_id, name)
                VALUES (:key, 1, :name)
                """)
            .bind("key", key)
            .bind("name", random.nextInt() + CANARY + key + "x".repeat(random.nextInt(300)))
            .execute();
      }
      return keys;
    });
  }

  private static Database opened(Engine engine, Path directory) {
    Database database = engine.open(directory);
    database.write(tx -> new WorkspaceStore().insert(tx, "default", Instant.EPOCH));
    return database;
  }

  private static void replaceAll(Database database) {
    database.write(tx ->
        tx.update("UPDATE names SET name = replace(name, :canary, '-')")
            .bind("canary", CANARY)
            .execute());
  }

  /** Everything that the engine keeps for this database. */
  private Path files(Database database, Engine engine) {
    return switch (engine) {
      case SQLITE -> directory;
      case POSTGRES ->
          database.read(tx ->
              tx.query(TestPostgres.FILES).map((row, context) -> Path.of(row.getString(1))).one());
    };
  }

  /** PostgreSQL writes changed pages to its files when it likes. */
  private static void flush(Database database, Engine engine) {
    if (engine == Engine.POSTGRES) {
      database.write(tx -> tx.update("CHECKPOINT").execute());
    }
  }

  @ParameterizedTest
  @EnumSource
  void scrub_replacedRows_leavesNoByteInAnyFile(Engine engine) {
    try (Database database = opened(engine, directory)) {
      Path files = files(database, engine);
      insert(database, 3_000, new Random(1));
      flush(database, engine);
      assertThat(FileBytes.filesWith(files, CANARY)).as("before").isNotEmpty();
      replaceAll(database);
      flush(database, engine);
      assertThat(FileBytes.filesWith(files, CANARY)).as("replaced only").isNotEmpty();

      assertThat(database.scrub(ANY_SIZE)).isEqualTo(Result.RENEWED);

      flush(database, engine);
      assertThat(FileBytes.filesWith(files, CANARY)).isEmpty();
      long kept =
          database.read(tx -> tx.query("SELECT COUNT(*) FROM names").mapTo(Long.class).one());
      assertThat(kept).isEqualTo(3_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void scrub_largerThanMayBeRewritten_freesAndSaysSo(Engine engine) {
    try (Database database = opened(engine, directory)) {
      insert(database, 10, new Random(1));
      replaceAll(database);
      assertThat(database.scrub(0)).isEqualTo(Result.FREED);
    }
  }

  /** The control: with the engine as it comes, what was deleted is still there. */
  @Test
  void sqlite_withoutSecureDelete_leavesBytes() {
    try (Database database = opened(Engine.SQLITE, directory)) {
      insert(database, 300, new Random(1));
      database.write(tx -> tx.update("PRAGMA secure_delete = OFF").execute());
      database.write(tx -> tx.update("DELETE FROM names").execute());
      assertThat(database.scrub(0)).isEqualTo(Result.FREED);
      assertThat(FileBytes.filesWith(directory, CANARY)).containsExactly("state.db");
      assertThat(database.scrub(ANY_SIZE)).isEqualTo(Result.RENEWED);
      assertThat(FileBytes.filesWith(directory, CANARY)).isEmpty();
    }
  }

  @Test
  void sqlite_withSecureDelete_overwritesRowsAndPages() {
    try (Database database = opened(Engine.SQLITE, directory)) {
      insert(database, 300, new Random(1));
      database.write(tx -> tx.update("DELETE FROM names").execute());
      assertThat(FileBytes.filesWith(directory, CANARY)).as("in the log").contains("state.db-wal");
      assertThat(database.scrub(0)).isEqualTo(Result.FREED);
      assertThat(FileBytes.filesWith(directory, CANARY)).isEmpty();
    }
  }

  /**
   * Why overwriting is not enough. If this fails after an update of the engine, it has learned to,
   * and nothing needs to be written anew any more.
   */
  @Test
  void sqlite_withSecureDelete_canLeaveCopiesInUnusedPartsOfPages() {
    try (Database database = opened(Engine.SQLITE, directory)) {
      insert(database, 20_000, new Random(1));
      replaceAll(database);
      assertThat(database.scrub(0)).isEqualTo(Result.FREED);
      assertThat(FileBytes.count(directory.resolve("state.db"), CANARY)).isBetween(1, 2_000);
      assertThat(database.scrub(ANY_SIZE)).isEqualTo(Result.RENEWED);
      assertThat(FileBytes.filesWith(directory, CANARY)).isEmpty();
    }
  }

  @Test
  void sqlite_whileSomebodyReads_saysInUseAndGetsThereLater() {
    try (Database database = opened(Engine.SQLITE, directory)) {
      insert(database, 100, new Random(1));
      Result meanwhile =
          database.read(tx -> {
            tx.query("SELECT COUNT(*) FROM names").mapTo(Long.class).one();
            CompletableFuture.runAsync(() -> replaceAll(database)).join();
            return CompletableFuture.supplyAsync(() -> database.scrub(ANY_SIZE)).join();
          });
      assertThat(meanwhile).isEqualTo(Result.IN_USE);
      assertThat(database.scrub(ANY_SIZE)).isEqualTo(Result.RENEWED);
      assertThat(FileBytes.filesWith(directory, CANARY)).isEmpty();
    }
  }

  @Test
  void postgres_whileSomebodySeesOldRows_saysInUse() {
    try (Database database = opened(Engine.POSTGRES, directory)) {
      insert(database, 10, new Random(1));
      Result meanwhile =
          database.read(tx -> {
            tx.query("SELECT COUNT(*) FROM workspaces").mapTo(Long.class).one();
            CompletableFuture.runAsync(() -> replaceAll(database)).join();
            return CompletableFuture.supplyAsync(() -> database.scrub(ANY_SIZE)).join();
          });
      assertThat(meanwhile).isEqualTo(Result.IN_USE);
      assertThat(database.scrub(ANY_SIZE)).isEqualTo(Result.RENEWED);
    }
  }

  @Test
  void postgres_whileSomebodyHoldsATable_saysInUse() throws Exception {
    PostgresAddress address = TestPostgres.newDatabase();
    try (Database database = Database.postgres(address);
        Connection other = address.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE names IN ACCESS SHARE MODE");
      assertThat(database.scrub(ANY_SIZE)).isEqualTo(Result.IN_USE);
      other.rollback();
      assertThat(database.scrub(ANY_SIZE)).isEqualTo(Result.RENEWED);
    }
  }

  /** What a plain vacuum does not do, so that nobody promises it. */
  @Test
  void postgres_notRewritten_canLeaveBytesInFreeSpace() {
    try (Database database = opened(Engine.POSTGRES, directory)) {
      insert(database, 3_000, new Random(1));
      replaceAll(database);
      assertThat(database.scrub(0)).isEqualTo(Result.FREED);
      flush(database, Engine.POSTGRES);
      assertThat(FileBytes.filesWith(files(database, Engine.POSTGRES), CANARY)).isNotEmpty();
    }
  }

  /** Three characters of a name that nothing else has, as the search index keeps them. */
  @Test
  void sqlite_searchIndex_losesThePiecesOfOldNames() {
    String piece = "\u16a0\u16a2\u16a6";
    String kept = piece.substring(1);
    try (Database database = opened(Engine.SQLITE, directory)) {
      database.write(tx -> {
        for (int i = 1; i <= 50; i++) {
          tx.update(
                  """
                  INSERT INTO accounts (account_key, workspace_id, account_id, domain, name, search,
                    events, identifies)
                  VALUES (:key, 1, :id, :id, :name, :name, 0, 0)
                  """)
              .bind("key", i)
              .bind("id", "a" + i)
              .bind("name", i % 10 == 0 ? piece + i : "other" + i)
              .execute();
        }
        return true;
      });
      assertThat(database.scrub(ANY_SIZE)).isEqualTo(Result.RENEWED);
      assertThat(pieces(database, kept)).as("in the index").isPositive();

      database.write(tx ->
          tx.update("UPDATE accounts SET name = '-', search = '-' WHERE name LIKE :pattern")
              .bind("pattern", piece + "%")
              .execute());
      assertThat(pieces(database, kept)).as("the index only notes that they went").isPositive();
      assertThat(database.scrub(ANY_SIZE)).isEqualTo(Result.RENEWED);
      assertThat(pieces(database, kept)).isZero();
      assertThat(FileBytes.filesWith(directory, kept)).isEmpty();
    }
  }

  private static long pieces(Database database, String text) {
    return database.read(tx ->
        tx.query("SELECT COUNT(*) FROM account_search_data WHERE instr(block, CAST(:text AS BLOB))")
            .bind("text", text)
            .mapTo(Long.class)
            .one());
  }
}
