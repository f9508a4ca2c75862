package dev.gumleaf.benchmarks;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What a run of load saw.
 *
 * @param sent requests, the warm-up included
 * @param ok replies with status 200, the warm-up included
 * @param measured replies with status 200 that came after the warm-up
 * @param errors other replies and broken connections, the warm-up included
 * @param nanos from the end of the warm-up to the last reply
 */
record LoadResult(long sent, long ok, long measured, long errors, long nanos, Histogram latencies) {

  LoadResult plus(LoadResult other) {
    Histogram both = latencies.copy();
    both.add(other.latencies);
    return new LoadResult(
        sent + other.sent,
        ok + other.ok,
        measured + other.measured,
        errors + other.errors,
        Math.max(nanos, other.nanos),
        both);
  }

  /** One line of key=value; times in milliseconds. */
  String line(Shape shape) {
    double rate = nanos <= 0 ? 0 : measured * 1e9 / nanos;
    return String.format(
        Locale.ROOT,
        "rate=%.0f events_rate=%.0f p50=%.3f p99=%.3f max=%.3f ok=%d errors=%d seconds=%.2f",
        rate,
        rate * shape.events(),
        millis(50),
        millis(99),
        millis(100),
        ok,
        errors,
        nanos / 1e9);
  }

  private double millis(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }
}
