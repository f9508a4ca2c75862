package dev.gumleaf.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.store.Database;
import dev.gumleaf.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir Path directory;

  private final CommandLineRun program = new CommandLineRun();

  @Test
  void doctor_healthyServer_isAllOk() {
    createState();
    try (var _ = data().lock()) {
      assertThat(doctor()).isZero();
    }
    assertThat(program.out())
        .contains("ok    settings ", "ok    java ", "ok    clock ")
        .containsPattern("ok    data .*a server is running on it")
        .containsPattern("ok    database .*answers, shape \\d+")
        .contains("ok    journal    last 7, applied 5, waiting 2")
        .doesNotContain("bad ");
  }

  @Test
  void doctor_nothingStartedYet_warnsAndCreatesNothing() {
    assertThat(doctor()).isZero();
    assertThat(program.out()).contains("warn  data ", "warn  database ").doesNotContain("journal");
    assertThat(data().path()).doesNotExist();
  }

  @Test
  void doctor_postgresNeverUsed_isOlderShape() {
    program.environment.put("GUMLEAF_DATABASE_URL", TestPostgres.newDatabaseUrl());
    assertThat(doctor()).isZero();
    assertThat(program.out()).containsPattern("warn  database .*next start brings it to");
  }

  @Test
  void doctor_settingsWrong_saysWhich() {
    program.environment.put("GUMLEAF_PROT", "1");
    assertThat(doctor()).isEqualTo(1);
    assertThat(program.out()).contains("bad   settings", "GUMLEAF_PROT");
  }

  @Test
  void doctor_dataIsAFile_isBad() throws IOException {
    Files.writeString(data().path(), "");
    assertThat(doctor()).isEqualTo(1);
    assertThat(program.out()).contains("bad   data ");
  }

  @Test
  void doctor_clockInThePast_isBad() {
    program.clock = InstantSource.fixed(Instant.EPOCH);
    assertThat(doctor()).isEqualTo(1);
    assertThat(program.out()).contains("bad   clock      1970-01-01T00:00:00Z is in the past");
  }

  @Test
  void doctor_dataFromTheFuture_isBad() {
    createState();
    program.clock = InstantSource.fixed(Instant.parse("2025-12-01T00:00:00Z"));
    assertThat(data().stateFile().toFile().setLastModified(4_000_000_000_000L)).isTrue();
    assertThat(doctor()).isEqualTo(1);
    assertThat(program.out()).contains("but data was written at 2096-");
  }

  @Test
  void doctor_journalBehindState_isBad() {
    createState();
    program.backend.positions = new JournalPositions(3, 5);
    assertThat(doctor()).isEqualTo(1);
    assertThat(program.out()).contains("bad   journal ");
  }

  @Test
  void doctor_databaseUnreachable_isBad() {
    program.environment.put("GUMLEAF_DATABASE_URL", "postgresql://u:hunter2@127.0.0.1:1/g");
    assertThat(doctor()).isEqualTo(1);
    assertThat(program.out()).contains("bad   database ").doesNotContain("hunter2");
  }

  @Test
  void java_tooOld_isBad() {
    assertThat(DoctorChecks.java(21).verdict()).isEqualTo(DoctorChecks.Verdict.BAD);
  }

  private int doctor() {
    return program.run("doctor", "--data", data().path().toString());
  }

  private void createState() {
    data().prepare();
    Database.sqlite(data().stateFile()).close();
  }

  private DataDirectory data() {
    return new DataDirectory(directory.resolve("data"));
  }
}
