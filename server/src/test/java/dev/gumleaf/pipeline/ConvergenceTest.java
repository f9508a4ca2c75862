package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.store.Database;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.History;
import dev.gumleaf.testing.StateDump;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Any order, any repeats, any batching, any restarts, either engine: the same state, byte for byte.
 */
class ConvergenceTest {
  /** Entries of one history; enough for every rule to meet every other on few accounts. */
  private static final int ENTRIES = 150;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "SQLITE, 1",
    "SQLITE, 2",
    "SQLITE, 3",
    "SQLITE, 4",
    "SQLITE, 5",
    "SQLITE, 6",
    "SQLITE, 7",
    "POSTGRES, 1",
    "POSTGRES, 2",
    "POSTGRES, 3",
    "POSTGRES, 4",
    "POSTGRES, 5",
    "POSTGRES, 6"
  })
  void apply_shuffledRepeatedSplitAndRestarted_givesTheSameState(Engine engine, long seed)
      throws Exception {
    Random random = new Random(seed);
    History history = History.generate(random, ENTRIES);
    String expected = state(Engine.SQLITE, history.inOrder(), List.of(1_000));
    for (int round = 0; round < 4; round++) {
      List<String> bodies = history.disturbed(random);
      List<Integer> slices = random.ints(8, 1, 40).boxed().toList();
      assertThat(state(engine, bodies, slices))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(expected);
    }
  }

  /** Delivers the bodies with a restart and another slice size every few of them. */
  private String state(Engine engine, List<String> bodies, List<Integer> sliceSizes)
      throws Exception {
    try (Database database = engine.open(Files.createTempDirectory(directory, "state"))) {
      PipelineHarness harness = new PipelineHarness(database);
      int part = bodies.size() / sliceSizes.size() + 1;
      for (int i = 0; i < sliceSizes.size(); i++) {
        int from = Math.min(bodies.size(), i * part);
        int to = Math.min(bodies.size(), from + part);
        bodies.subList(from, to).forEach(harness::receive);
        harness.drain(new PipelineLimits(sliceSizes.get(i), 64 * 1024));
      }
      return StateDump.of(database);
    }
  }
}
