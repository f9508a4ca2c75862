package dev.gumleaf.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gumleaf.journal.JournalLimits;
import dev.gumleaf.journal.SteppedJournal;
import dev.gumleaf.pipeline.ReferenceState;
import dev.gumleaf.simulation.Simulation.Bug;
import dev.gumleaf.store.Database;
import dev.gumleaf.testing.StateDump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Histories by seed. {@code -Dgumleaf.seeds=N} runs more of them, {@code -Dgumleaf.seed=K} only
 * one.
 */
class SimulationTest {
  private static final int SEEDS = Integer.getInteger("gumleaf.seeds", 500);
  private static final Pattern MESSAGE_ID = Pattern.compile("\"message_id\" : \"([^\"]+)\"");

  @TempDir Path directory;
  private Path migratedJournal = Path.of("");
  private Path migratedState = Path.of("");

  /** Migrating is the slow part of opening, so it is done once and copied. */
  @BeforeEach
  void migrate() {
    migratedJournal = directory.resolve("migrated-journal.db");
    SteppedJournal.open(migratedJournal, JournalLimits.DEFAULT, InstantSource.system())
        .journal()
        .close();
    migratedState = directory.resolve("migrated-state.db");
    try (Database database = Database.sqlite(migratedState)) {
      ReferenceState.seedWorkspace(database);
    }
  }

  @Test
  void history_anySeed_losesAndDoublesNothingAndConverges() throws IOException {
    Long only = Long.getLong("gumleaf.seed");
    long first = only == null ? 1 : only;
    long last = only == null ? SEEDS : only;
    for (long seed = first; seed <= last; seed++) {
      check(seed, Bug.NONE);
    }
  }

  @Test
  void history_ofAProgramThatAcknowledgesEarly_isNoticed() {
    assertThat(List.of(1L, 2L, 3L, 4L, 5L))
        .anySatisfy(seed ->
            assertThat(catchThrowable(() -> check(seed, Bug.ACKNOWLEDGES_EARLY)))
                .isInstanceOf(AssertionError.class));
  }

  private void check(long seed, Bug bug) throws IOException {
    Path own = Files.createTempDirectory(directory, "seed");
    try (Simulation simulation = new Simulation(seed, bug, own, migratedJournal, migratedState)) {
      simulation.run();
      assertThat(storedIds(simulation.database()))
          .as("seed %d: acknowledged entries are stored", seed)
          .containsAll(messageIds(simulation.acknowledgedBodies()));
      simulation.sendTheRest();
      assertThat(StateDump.of(simulation.database()))
          .as("seed %d: the state is what the batches say, each once", seed)
          .isEqualTo(reference(simulation.bodies()));
    }
    try (var files = Files.list(own)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private String reference(List<String> bodies) throws IOException {
    Path file = Files.createTempFile(directory, "reference", ".db");
    Files.delete(file);
    Files.copy(migratedState, file);
    return ReferenceState.of(file, bodies);
  }

  private static Set<String> messageIds(List<String> bodies) {
    Set<String> ids = new HashSet<>();
    for (String body : bodies) {
      MESSAGE_ID.matcher(body).results().forEach(match -> ids.add(match.group(1)));
    }
    return ids;
  }

  private static Set<String> storedIds(Database database) {
    return new HashSet<>(
        database.read(tx ->
            tx.query("SELECT message_id FROM entries WHERE message_id IS NOT NULL")
                .mapTo(String.class)
                .list()));
  }
}
