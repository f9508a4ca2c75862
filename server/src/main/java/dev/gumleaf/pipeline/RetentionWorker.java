package dev.gumleaf.pipeline;

import dev.gumleaf.store.Database;
import dev.gumleaf.store.OldEntries.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what was sent longer ago than it is to be kept. What was counted stays counted. Can be
 * broken off anywhere; the next run goes on.
 */
public final class RetentionWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionWorker.class);

  /** A start has enough to do with what waits in the journal. */
  private static final Duration FIRST_AFTER = Duration.ofMinutes(5);

  private static final Duration EVERY = Duration.ofHours(1);

  /** How often everything is looked at, for entries that were sent long after they happened. */
  private static final Duration THOROUGH_EVERY = Duration.ofDays(1);

  /** Rows looked at or deleted in one transaction, so that others do not wait for long. */
  private static final int ROWS = 5_000;

  private final List<EntryWalk> entries;
  private final Optional<IdleWalk> profiles;
  private final InstantSource clock;
  private final RetentionListener listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable Instant thoroughAt;

  /** A worker that does not run yet. */
  public RetentionWorker(
      Database database, InstantSource clock, RetentionLimits limits, RetentionListener listener) {
    this(database, clock, limits, listener, ROWS);
  }

  RetentionWorker(
      Database database,
      InstantSource clock,
      RetentionLimits limits,
      RetentionListener listener,
      int rows) {
    this.entries =
        List.of(
            new EntryWalk(database, Table.PEOPLE, limits.entries(), rows),
            new EntryWalk(database, Table.COMPANIES, limits.entries(), rows));
    this.profiles = limits.anonymousProfiles().map(limit -> new IdleWalk(database, limit, rows));
    this.clock = clock;
    this.listener = listener;
    this.thread = Thread.ofPlatform().name("retention").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      Duration wait = FIRST_AFTER;
      while (!closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        wait = EVERY;
        try {
          apply(() -> closed.getCount() > 0);
        } catch (RuntimeException e) {
          LOG.atWarn()
              .addKeyValue("event", "retention_failed")
              .setCause(e)
              .log("what is too old could not be deleted; trying again in an hour");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does the work once, or a part of it if it is told to stop. */
  void apply(BooleanSupplier goesOn) {
    Instant now = clock.instant();
    boolean thorough = isThorough(now);
    RetentionRun run = new RetentionRun(listener, goesOn);
    try {
      if (thorough) {
        profiles.ifPresent(walk -> walk.run(now, run));
      }
      entries.forEach(walk -> walk.run(now, thorough, run));
    } finally {
      log(run);
    }
    if (goesOn.getAsBoolean()) {
      thoroughAt = thorough ? now : thoroughAt;
      listener.succeeded(clock.instant());
    }
  }

  /** A clock that was ahead and was put back must not put this off until it gets there again. */
  private boolean isThorough(Instant now) {
    return thoroughAt == null
        || now.isBefore(thoroughAt)
        || !now.isBefore(thoroughAt.plus(THOROUGH_EVERY));
  }

  private static void log(RetentionRun run) {
    if (!run.counts().isEmpty()) {
      var line = LOG.atInfo().addKeyValue("event", "retention");
      for (var count : run.counts().entrySet()) {
        line = line.addKeyValue(count.getKey(), count.getValue());
      }
      line.log("what was too old to be kept was deleted");
    }
  }

  /** Finishes the transaction in hand, then stops. */
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
