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
}
