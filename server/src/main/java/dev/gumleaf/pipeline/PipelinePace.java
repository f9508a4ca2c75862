package dev.gumleaf.pipeline;

import java.time.Duration;

/**
 * How long the pipeline rests after a slice. What is not accepted is lost to a client that does not
 * ask again, what is not derived is only late; so the pipeline leaves the processors to ingest
 * while there are too few for both, but never for more than half of the time, so that it always
 * gets on.
 *
 * <p>A rest also gathers: one slice of a thousand entries costs a fraction of a thousand slices,
 * because they touch the same pages and the same accounts.
 */
final class PipelinePace {
  /** Nobody sees this much lag on a page, and slices of this length are large when it matters. */
  static final Duration GATHER = Duration.ofMillis(20);

  private PipelinePace() {}

  /**
   * The rest in nanoseconds, 0 for none.
   *
   * @param worked how long the slice took, in nanoseconds
   * @param ingestGoesShort whether requests come in and no processor is free for them
   * @param awaited whether a reply waits for what the pipeline decides
   */
  static long restAfter(long worked, boolean ingestGoesShort, boolean awaited) {
    if (ingestGoesShort) {
      return Math.max(worked, GATHER.toNanos());
    }
    return awaited ? 0 : Math.max(0, GATHER.toNanos() - worked);
  }
}
