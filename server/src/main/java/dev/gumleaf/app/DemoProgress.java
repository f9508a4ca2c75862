package dev.gumleaf.app;

import java.io.PrintWriter;
import java.util.function.LongSupplier;

/** Says how far the demo is, at each tenth of it. Thread-safe. */
final class DemoProgress {
  private static final int STEPS = 10;
  private static final double SECOND_NANOS = 1e9;

  private final long entries;
  private final PrintWriter out;
  private final LongSupplier nanoTime;
  private final long begun;
  private long sent;
  private int steps;

  DemoProgress(long entries, PrintWriter out, LongSupplier nanoTime) {
    this.entries = entries;
    this.out = out;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  synchronized void add(int more) {
    sent += more;
    int reached = (int) (sent * STEPS / Math.max(1, entries));
    if (reached > steps) {
      steps = reached;
      double seconds = Math.max(0.001, seconds());
      out.printf("  %3d %%  %,8d entries  %,7.0f/s%n", steps * 10, sent, sent / seconds);
      out.flush();
    }
  }

  double seconds() {
    return (nanoTime.getAsLong() - begun) / SECOND_NANOS;
  }
}
