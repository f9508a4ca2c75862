package dev.gumleaf.pipeline;

import dev.gumleaf.journal.Journal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that keeps the derived state up with the journal: applies slices while there are any,
 * then waits for the journal to say that there is more.
 *
 * <p>A slice that fails because of the database is tried again as it is, for as long as it takes. A
 * slice that fails otherwise has met a bug: it is narrowed down to the one request that cannot be
 * applied, which is set aside, loudly, so that its neighbours go on.
 */
public final class PipelineWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineWorker.class);

  /** Another node can append without our journal noticing, so we look on our own as well. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  /** How long a database gets to recover before it is asked again. */
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);

  private final Pipeline pipeline;
  private final Semaphore wakeUps = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closing;

  public PipelineWorker(Pipeline pipeline, Journal journal) {
    this.pipeline = pipeline;
    this.thread = Thread.ofPlatform().name("pipeline").unstarted(this::run);
    journal.onDurable(wakeUps::release);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    while (!closing) {
      try {
        if (!pipeline.applyNextOrSetAside()) {
          await(LOOK_AGAIN);
        }
      } catch (RuntimeException databaseTrouble) {
        LOG.atWarn()
            .addKeyValue("event", "pipeline_waits")
            .setCause(databaseTrouble)
            .log("a slice of the journal could not be applied; trying again");
        await(RETRY_AFTER);
      }
    }
  }

  private void await(Duration atMost) {
    try {
      if (wakeUps.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        wakeUps.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing = true;
    }
  }

  /**
   * Finishes the slice in hand, then stops; what is left waits in the journal for the next start.
   */
  @Override
  public void close() {
    closing = true;
    wakeUps.release();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
