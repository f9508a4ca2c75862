package dev.gumleaf.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread is about to do; a test that waits in vain fails. */
public final class Await {
  private static final Duration LOOK_EVERY = Duration.ofMillis(1);
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  private Await() {}

  public static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > AT_MOST.toNanos()) {
        throw new AssertionError("not within " + AT_MOST);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }
}
