package dev.gumleaf.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise that a 200 is durable, held against the real jar and SIGKILL. */
class CrashIT {
  private static final int KILLS = 40;
  private static final List<String> JAR =
      List.of("-jar", System.getProperty("gumleaf.jar", "server/target/gumleaf.jar"));

  @TempDir Path directory;

  @Test
  void acknowledged_killedUnderLoadOnSqlite_isStoredWholeAndOnce() throws Exception {
    verify("SQLite", Map.of());
  }

  @Test
  void acknowledged_killedUnderLoadOnPostgres_isStoredWholeAndOnce() throws Exception {
    verify("PostgreSQL", Map.of("GUMLEAF_DATABASE_URL", TestPostgres.newDatabaseUrl()));
  }

  /** A server that answers first and writes later must be caught, or this test proves nothing. */
  @Test
  void acknowledged_serverThatAnswersTooEarly_isCaughtLosing() throws Exception {
    List<String> program =
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "dev.gumleaf.app.EarlyAckServer");
    CrashRun run = CrashRun.run(program, directory.resolve("data"), Map.of(), 10, 7);
    System.out.println("crash run, negative control: " + run);
    assertThat(run.lost()).isPositive();
  }

  private void verify(String engine, Map<String, String> environment) throws Exception {
    CrashRun run = CrashRun.run(JAR, directory.resolve("data"), environment, KILLS, 42);
    System.out.println("crash run, " + engine + ": " + run);
    assertThat(run.acknowledged()).as("the load reached the server").isGreaterThan(KILLS);
    assertThat(run.lost()).as(run.toString()).isZero();
    assertThat(run.doubled()).as(run.toString()).isZero();
    assertThat(run.half()).as(run.toString()).isZero();
    assertThat(run.stored()).isGreaterThanOrEqualTo(run.acknowledged());
  }
}
