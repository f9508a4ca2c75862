package dev.gumleaf.pipeline;

import dev.gumleaf.journal.Journal;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.ChangeStore;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trims what has served its time: journal entries that are applied, the fates of entries that were
 * not stored, and changes that were told.
 */
public final class MaintenanceWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceWorker.class);

  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Journal journal;
  private final Database database;
  private final InstantSource clock;
  private final Duration keepJournal;
  private final Duration keepFates;
  private final ChangeLimits changeLimits;
  private final ChangeStore changes = new ChangeStore();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * A worker that does not run yet.
   *
   * @param keepJournal how long applied entries stay readable, for rebuilding state
   * @param keepFates how long duplicates, conflicts, rejected and set-aside entries can be looked
   *     up
   */
  public MaintenanceWorker(
      Journal journal,
      Database database,
      InstantSource clock,
      Duration keepJournal,
      Duration keepFates,
      ChangeLimits changeLimits) {
    this.journal = journal;
    this.database = database;
    this.clock = clock;
    this.keepJournal = keepJournal;
    this.keepFates = keepFates;
    this.changeLimits = changeLimits;
    this.thread = Thread.ofPlatform().name("maintenance").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          tidy();
        } catch (RuntimeException e) {
          LOG.atWarn()
              .addKeyValue("event", "maintenance_failed")
              .setCause(e)
              .log("old data could not be trimmed; trying again in a minute");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does the work once. */
  void tidy() {
    Instant now = clock.instant();
    long position = database.write(tx -> new Derivation(tx).confirmPosition());
    journal.trim(position, now.minus(keepJournal));
    Instant before = now.minus(keepFates);
    while (database.writeDerived(tx -> new Derivation(tx).deleteFates(before))) {
      // Each time others get their turn.
    }
    Instant changesBefore = now.minus(changeLimits.keep());
    for (WorkspaceId workspace : database.read(changes::listWorkspaces)) {
      while (database.writeDerived(
          tx -> changes.prune(tx, workspace, changesBefore, changeLimits.keptMax()))) {
        // Likewise.
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
