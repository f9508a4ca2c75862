package dev.gumleaf.preview;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Watches one run: how far it is, how much it looked at, and whether it is still wanted. The run's
 * own thread counts; others read how far it is and can cancel it.
 */
public final class RunWatch {
  /** Entries between two looks at the clock. */
  private static final long CHECK_EVERY = 1_024;

  private final PreviewLimits limits;
  private final LongSupplier nanoTime;
  private final long startedAt;
  private long looked;
  private long stretchSince;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong total = new AtomicLong();
  private volatile boolean cancelled;

  RunWatch(PreviewLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.startedAt = nanoTime.getAsLong();
    this.stretchSince = startedAt;
  }

  /** One more entry was looked at. */
  void looked() {
    looked++;
    if (looked % CHECK_EVERY == 0) {
      check();
    }
  }

  /** A stretch is done; rests if the run has become a long one. */
  void advance(long steps) {
    check();
    done.addAndGet(steps);
    long now = nanoTime.getAsLong();
    if (now - startedAt > limits.patience().toNanos()) {
      rest(now - stretchSince);
    }
    stretchSince = nanoTime.getAsLong();
  }

  /** There is so much more to do. */
  void expect(long steps) {
    total.addAndGet(steps);
  }

  /** Everything is done, also what turned out not to be there. */
  void finish() {
    done.set(total.get());
  }

  private void check() {
    if (cancelled) {
      throw new CancellationException("nobody waits for the run any more");
    }
    if (looked > limits.entries()) {
      throw tooMuch("looks at more than %,d entries; ask for fewer days", limits.entries());
    }
    if (nanoTime.getAsLong() - startedAt > limits.longest().toNanos()) {
      throw tooMuch(
          "takes longer than %d minutes; ask for fewer days", limits.longest().toMinutes());
    }
  }

  /** That a set in memory is as large as it may be. */
  void requireRoom(int size) {
    if (size > limits.subjects()) {
      throw tooMuch("counts more than %,d companies or people", limits.subjects());
    }
  }

  private static ApiException tooMuch(String what, Object limit) {
    return new ApiException(
        ErrorCode.LIMIT_EXCEEDED, "the preview " + String.format(Locale.ROOT, what, limit));
  }

  private static void rest(long nanos) {
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      throw new CancellationException("the server stops");
    }
  }

  void cancel() {
    cancelled = true;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** What is done, of {@link #total}. */
  public long done() {
    return Math.min(done.get(), total.get());
  }

  public long total() {
    return total.get();
  }
}
