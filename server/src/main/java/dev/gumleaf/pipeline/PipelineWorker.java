package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.Outcomes;
import dev.gumleaf.journal.Journal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that keeps the derived state up with the journal: applies slices while there are any,
 * then waits for the journal to say that there is more.
 *
 * <p>A slice that fails because of the database is tried again as it is, for as long as it takes. A
 * slice that fails otherwise has met a bug: it is narrowed down to the one request that cannot be
 * applied, which is set aside, loudly, so that its neighbours go on.
 *
 * <p>Between slices it rests as {@link PipelinePace} says.
 */
public final class PipelineWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineWorker.class);

  /** Another node can append without our journal noticing, so we look on our own as well. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  /** How long a database gets to recover before it is asked again. */
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);

  /** Of all processors; above it there is none to spare. */
  private static final double BUSY_LOAD = 0.9;

  private final Pipeline pipeline;
  private final Outcomes outcomes;
  private final LongSupplier nanoTime;
  private final DoubleSupplier processorLoad;
  private final Consumer<Throwable> onFatal;
  private final Semaphore wakeUps = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /**
   * A worker that does not run yet.
   *
   * @param processorLoad the share of all processors that was in use since it was last asked
   * @param onFatal told when the worker ends because going on makes no sense
   */
  public PipelineWorker(
      Pipeline pipeline,
      Journal journal,
      Outcomes outcomes,
      LongSupplier nanoTime,
      DoubleSupplier processorLoad,
      Consumer<Throwable> onFatal) {
    this.pipeline = pipeline;
    this.outcomes = outcomes;
    this.nanoTime = nanoTime;
    this.processorLoad = processorLoad;
    this.onFatal = onFatal;
    this.thread = Thread.ofPlatform().name("pipeline").unstarted(this::run);
    journal.onDurable(wakeUps::release);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        applyNext();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Error e) {
      // Such as no memory: a state that falls behind for ever must not look like a working server.
      onFatal.accept(e);
      throw e;
    }
  }

  private void applyNext() throws InterruptedException {
    long start = nanoTime.getAsLong();
    try {
      if (pipeline.applyNextOrSetAside()) {
        rest(nanoTime.getAsLong() - start);
      } else {
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

  private void rest(long worked) throws InterruptedException {
    boolean ingestGoesShort = wakeUps.drainPermits() > 0 && processorLoad.getAsDouble() > BUSY_LOAD;
    long nanos = PipelinePace.restAfter(worked, ingestGoesShort, outcomes.areAwaited());
    boolean _ = closing.await(nanos, TimeUnit.NANOSECONDS);
  }

  private void await(Duration atMost) throws InterruptedException {
    if (wakeUps.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      wakeUps.drainPermits();
    }
  }

  /**
   * Finishes the slice in hand, then stops; what is left waits in the journal for the next start.
   */
  @Override
  public void close() {
    closing.countDown();
    wakeUps.release();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
