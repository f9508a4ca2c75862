package dev.gumleaf.pipeline;

/**
 * How much one slice may hold. Large slices are quicker when behind; the limits bound memory and
 * how long an administrator's write waits.
 *
 * @param sliceEntriesMax journal entries (requests) in a slice
 * @param sliceBytesMax bytes of their bodies
 */
public record PipelineLimits(int sliceEntriesMax, long sliceBytesMax) {
  public static final PipelineLimits DEFAULT = new PipelineLimits(5_000, 2L << 20);
}
