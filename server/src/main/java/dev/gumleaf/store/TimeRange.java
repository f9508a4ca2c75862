package dev.gumleaf.store;

/** A stretch of time, in milliseconds since 1970, UTC; the end is not part of it. */
public record TimeRange(long from, long until) {
  public static final TimeRange ALWAYS = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  boolean contains(long at) {
    return at >= from && at < until;
  }
}
