package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.BatchReader;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.journal.Journal;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.DeletionRequest;
import dev.gumleaf.store.DeletionStore;
import dev.gumleaf.store.Derivation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out requests to forget people, one after the other. What it does can be broken off
 * anywhere and is simply done again at the next start.
 */
public final class ErasureWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureWorker.class);

  private static final Duration EVERY = Duration.ofMillis(500);

  private static final Duration SWEEP_EVERY = Duration.ofHours(1);

  /** How long a request that failed waits before it is tried again. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final Database database;
  private final DeletionStore deletions = new DeletionStore();
  private final Erasure erasure;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private Instant nextSweep = Instant.MIN;
  private long lateBefore;

  /** A worker that does not run yet. */
  public ErasureWorker(
      Journal journal,
      Database database,
      BatchReader reader,
      DomainReader domains,
      ErasureLedger ledger,
      InstantSource clock) {
    this.database = database;
    this.erasure = new Erasure(journal, database, reader, domains, ledger, clock, this::pause);
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("erasure").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    boolean replayed = false;
    Duration wait = EVERY;
    while (!isClosed(wait)) {
      try {
        if (!replayed) {
          erasure.replayLedger();
          replayed = true;
        }
        wait = runNext() ? Duration.ZERO : EVERY;
      } catch (RuntimeException e) {
        LOG.atError()
            .addKeyValue("event", "erasure_failed")
            .setCause(e)
            .log("a request to forget somebody could not be carried out; trying again");
        wait = RETRY_AFTER;
      }
    }
  }

  /** Carries out the next request, or takes late data out of the journal; false for neither. */
  private boolean runNext() {
    Optional<DeletionRequest> next = database.read(deletions::findOpen);
    if (next.isEmpty()) {
      return sweepLate();
    }
    try {
      erasure.run(next.get());
    } catch (RuntimeException e) {
      database.write(tx -> {
        deletions.move(
            tx,
            next.get().id(),
            DeletionRequest.Status.FAILED,
            "it failed and will be tried again: " + e.getClass().getSimpleName(),
            clock.instant());
        return true;
      });
      throw e;
    }
    return true;
  }

  /**
   * Late data is swept out together: each sweep reads the whole journal. The first one waits until
   * nothing more comes for a moment, further ones for an hour.
   */
  private boolean sweepLate() {
    long waiting = database.read(tx -> new Derivation(tx).countSuppressedRequests());
    boolean quiet = waiting == lateBefore;
    lateBefore = waiting;
    Instant now = clock.instant();
    if (waiting > 0 && quiet && !now.isBefore(nextSweep)) {
      nextSweep = now.plus(SWEEP_EVERY);
      erasure.sweepLate();
    }
    return false;
  }

  /** Waits until the state has all that the journal had; false when it is time to stop. */
  private boolean pause(long upToSequence) {
    while (database.read(tx -> new Derivation(tx).position()) < upToSequence) {
      if (isClosed(Duration.ofMillis(50))) {
        return false;
      }
    }
    return true;
  }

  private boolean isClosed(Duration wait) {
    try {
      return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Finishes the request in hand, then stops. */
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
