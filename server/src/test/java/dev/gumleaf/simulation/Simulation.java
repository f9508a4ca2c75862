package dev.gumleaf.simulation;

import dev.gumleaf.journal.AppendCallback;
import dev.gumleaf.journal.Journal;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.journal.JournalException;
import dev.gumleaf.journal.JournalLimits;
import dev.gumleaf.journal.SteppedJournal;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.pipeline.SteppedPipeline;
import dev.gumleaf.store.Database;
import dev.gumleaf.testing.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One history of a server and its clients, decided by a seed: batches, retries, group writes with
 * failing disks, slices with failing databases, crashes, trims and a clock that jumps.
 * Single-threaded, so the same seed is the same history.
 */
final class Simulation implements AutoCloseable {
  /** Faults of the program itself, to see that the checks notice. */
  enum Bug {
    NONE,
    /** Answers before the journal has written. */
    ACKNOWLEDGES_EARLY
  }

  private static final WorkspaceId WORKSPACE = new WorkspaceId(1);
  private static final JournalLimits LIMITS = new JournalLimits(1 << 20, 8 << 10);
  private static final int ENTRIES = 25;
  private static final int STEPS = 60;

  /** After every time that a history uses, so that no entry seems to come from the future. */
  private static final Instant EARLIEST = Instant.parse("2026-06-01T00:00:00Z");

  private final Random random;
  private final Bug bug;
  private final Path directory;
  private final List<String> bodies;
  private final Set<Integer> acknowledged = new HashSet<>();
  private Instant now = EARLIEST;
  private SteppedJournal journal;
  private Database database;
  private SteppedPipeline pipeline;

  Simulation(long seed, Bug bug, Path directory, Path migratedJournal, Path migratedState)
      throws IOException {
    this.random = new Random(seed);
    this.bug = bug;
    this.directory = directory;
    this.bodies = History.generate(random, ENTRIES).inOrder();
    Files.copy(migratedJournal, directory.resolve("journal.db"));
    Files.copy(migratedState, directory.resolve("state.db"));
    this.journal = openJournal();
    this.database = Database.sqlite(directory.resolve("state.db"));
    this.pipeline = openPipeline();
  }

  private SteppedJournal openJournal() {
    return SteppedJournal.reopen(directory.resolve("journal.db"), LIMITS, () -> now);
  }

  private SteppedPipeline openPipeline() {
    return new SteppedPipeline(journal.journal(), database, random);
  }

  /** Runs the history, then lets everything heal, as time does. */
  void run() {
    for (int step = 0; step < STEPS; step++) {
      step();
      if (!journal.fatal().isEmpty()) {
        restart();
      }
    }
    restart();
    drain();
  }

  private void step() {
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> send(random.nextInt(bodies.size()));
      case 4, 5, 6 -> write();
      case 7, 8, 9 -> pipeline.step(random.nextInt(4) == 0);
      case 10 -> otherwise();
      default -> send(random.nextInt(bodies.size()));
    }
  }

  private void otherwise() {
    switch (random.nextInt(4)) {
      case 0 -> restart();
      case 1 -> now = EARLIEST.plus(Duration.ofHours(random.nextInt(87_600)));
      case 2 -> now = now.plusSeconds(random.nextInt(3_600));
      default -> trim();
    }
  }

  private void trim() {
    try {
      journal.journal().trim(pipeline.position(), now.minusSeconds(60));
    } catch (JournalException failed) {
      // It is tried again later.
    }
  }

  private void write() {
    if (random.nextInt(4) == 0) {
      journal.breakNext(random);
    }
    journal.writeWaiting();
  }

  private void send(int index) {
    if (bug == Bug.ACKNOWLEDGES_EARLY) {
      acknowledged.add(index);
    }
    JournalEntry entry =
        new JournalEntry(
            JournalEntry.Kind.ACCOUNTS_BATCH,
            WORKSPACE,
            now,
            "req_" + index,
            null,
            "simulation",
            null,
            bodies.get(index).getBytes(StandardCharsets.UTF_8));
    journal
        .journal()
        .append(
            entry,
            new AppendCallback() {
              @Override
              public void durable(long sequence) {
                acknowledged.add(index);
              }

              @Override
              public void refused(Refusal refusal) {
                // The client sends it again, or does not.
              }
            });
  }

  /** The process ends without a word, and starts again on what is on the disk. */
  private void restart() {
    journal = openJournal();
    pipeline = openPipeline();
  }

  private void drain() {
    while (pipeline.step(false)) {
      // Until everything durable is in the state.
    }
  }

  /** Sends what was never acknowledged, as a client does that does not give up. */
  void sendTheRest() {
    for (int index = 0; index < bodies.size(); index++) {
      if (!acknowledged.contains(index)) {
        send(index);
      }
    }
    while (journal.writeWaiting()) {
      // Without faults now.
    }
    drain();
  }

  List<String> bodies() {
    return bodies;
  }

  List<String> acknowledgedBodies() {
    return acknowledged.stream().sorted().map(bodies::get).toList();
  }

  Database database() {
    return database;
  }

  Journal journal() {
    return journal.journal();
  }

  @Override
  public void close() {
    database.close();
  }
}
