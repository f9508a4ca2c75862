package dev.gumleaf.ingest;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings what the pipeline decided to the requests that wait for it. Thread-safe.
 *
 * <p>The pipeline may be done with a request before its journal has told us its sequence. So a
 * request announces itself before it is appended, and as long as any announced request has no
 * sequence yet, what is published for unknown sequences is kept for it.
 */
public final class Outcomes {
  /** Requests that may wait at once; the others are answered as pending. */
  private static final int WAITING_MAX = 10_000;

  /**
   * Published requests that are kept for announced ones, which are answered as pending beyond it.
   */
  private static final int EARLY_MAX = 5_000;

  private final Map<Long, Waiter> waiting = new HashMap<>();
  private final Map<Long, List<EntryOutcome>> early = new LinkedHashMap<>();
  private int announced;

  /** Whether anybody could care; spares the lock of requests nobody waits for. */
  private volatile boolean idle = true;

  /** Is told once how a wait ended; given nothing if it ended without an outcome. */
  @FunctionalInterface
  public interface Waiter {
    void told(Optional<List<EntryOutcome>> outcomes);
  }

  /** A request that will wait. Exactly one of its methods is called, once. */
  public interface Announcement {
    /** Waits under a sequence; the waiter is told at once if the outcome is known already. */
    void waitFor(long sequence, Waiter waiter);

    /** The request was not accepted. */
    void withdraw();
  }

  /** Must be called before the request is appended to the journal. */
  public synchronized Announcement announce() {
    announced++;
    idle = false;
    return new Announcement() {
      @Override
      public void waitFor(long sequence, Waiter waiter) {
        Outcomes.this.waitFor(sequence, waiter);
      }

      @Override
      public void withdraw() {
        Outcomes.this.withdraw();
      }
    };
  }

  /** Tells what became of the entries of one journaled request; called after the commit. */
  public void publish(long sequence, List<EntryOutcome> outcomes) {
    if (!idle) {
      take(sequence, outcomes).ifPresent(waiter -> waiter.told(Optional.of(outcomes)));
    }
  }

  /** Whether any request waits for what the pipeline decides, or is about to. */
  public boolean areAwaited() {
    return !idle;
  }

  /** Ends a wait without an outcome, if it still lasts. */
  public void expire(long sequence) {
    remove(sequence).ifPresent(waiter -> waiter.told(Optional.empty()));
  }

  private void waitFor(long sequence, Waiter waiter) {
    Optional<List<EntryOutcome>> known;
    synchronized (this) {
      known = Optional.ofNullable(early.remove(sequence));
      if (known.isEmpty() && waiting.size() < WAITING_MAX) {
        waiting.put(sequence, requireNonNull(waiter, "waiter"));
        settle();
        return;
      }
      settle();
    }
    waiter.told(known);
  }

  private synchronized void withdraw() {
    settle();
  }

  /** One announced request fewer is without its sequence. */
  private void settle() {
    announced--;
    if (announced == 0) {
      early.clear();
    }
    rest();
  }

  private synchronized Optional<Waiter> take(long sequence, List<EntryOutcome> outcomes) {
    Optional<Waiter> waiter = remove(sequence);
    if (waiter.isEmpty() && announced > 0) {
      early.put(sequence, outcomes);
      if (early.size() > EARLY_MAX) {
        early.remove(early.keySet().iterator().next());
      }
    }
    return waiter;
  }

  private synchronized Optional<Waiter> remove(long sequence) {
    Optional<Waiter> waiter = Optional.ofNullable(waiting.remove(sequence));
    rest();
    return waiter;
  }

  private void rest() {
    idle = announced == 0 && waiting.isEmpty();
  }
}
