package dev.gumleaf.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the upkeep of fits on a thread of its own. What it does can be broken off anywhere and goes
 * on at the next start.
 */
public final class FitWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FitWorker.class);

  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Between two pieces of work others get their turn. */
  private static final Duration PAUSE = Duration.ofMillis(1);

  /** How often it is asked whether quartiles should be taken anew; it counts all fits. */
  private static final Duration RENEW_EVERY = Duration.ofSeconds(30);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final FitUpkeep upkeep;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private Instant renewAt = Instant.MIN;

  /** A worker that does not run yet. */
  public FitWorker(FitUpkeep upkeep, InstantSource clock) {
    this.upkeep = upkeep;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("fit").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    Duration wait = EVERY;
    while (!isClosed(wait)) {
      try {
        wait = upkeep.work() || renew() ? PAUSE : EVERY;
      } catch (RuntimeException e) {
        LOG.atWarn()
            .addKeyValue("event", "fit_failed")
            .setCause(e)
            .log("fits of accounts could not be brought up to date; trying again");
        wait = RETRY_AFTER;
      }
    }
  }

  private boolean renew() {
    Instant now = clock.instant();
    if (now.isBefore(renewAt) && !now.plus(RENEW_EVERY).isBefore(renewAt)) {
      return false;
    }
    renewAt = now.plus(RENEW_EVERY);
    return upkeep.renew();
  }

  private boolean isClosed(Duration wait) {
    try {
      return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
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
