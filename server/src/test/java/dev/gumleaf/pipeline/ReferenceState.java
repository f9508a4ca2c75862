package dev.gumleaf.pipeline;

import dev.gumleaf.store.Database;
import dev.gumleaf.testing.StateDump;
import java.nio.file.Path;
import java.util.List;

/** What the state has to be: every batch once, in order, without faults. */
public final class ReferenceState {
  private ReferenceState() {}

  /** Gives an empty database the workspace that everything belongs to. */
  public static void seedWorkspace(Database database) {
    PipelineHarness.seedWorkspace(database);
  }

  /** Applies the bodies to a seeded database in a file. */
  public static String of(Path seeded, List<String> bodies) {
    try (Database database = Database.sqlite(seeded)) {
      PipelineHarness harness = PipelineHarness.onSeeded(database);
      bodies.forEach(harness::receive);
      harness.drain();
      return StateDump.of(database);
    }
  }
}
