package dev.gumleaf.journal;

/**
 * How much the journal holds in memory.
 *
 * @param queueBytesMax bytes of entries that may wait for their sync; more are refused, because
 *     waiting longer than a client does helps nobody
 * @param groupBytesMax bytes of entries in one group; bounds the row and how long its sync takes. A
 *     larger entry is a group of its own
 */
public record JournalLimits(long queueBytesMax, int groupBytesMax) {
  public static final JournalLimits DEFAULT = new JournalLimits(64L << 20, 4 << 20);

  /** Below the largest value that either engine keeps in one column, which is about 1 GB. */
  private static final int GROUP_BYTES_LIMIT = 512 << 20;

  public JournalLimits {
    if (queueBytesMax < 1) {
      throw new IllegalArgumentException("queueBytesMax must be positive");
    }
    if (groupBytesMax < 1 || groupBytesMax > GROUP_BYTES_LIMIT) {
      throw new IllegalArgumentException("groupBytesMax must be 1 to " + GROUP_BYTES_LIMIT);
    }
  }
}
