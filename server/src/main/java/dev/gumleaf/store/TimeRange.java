package dev.gumleaf.store;

/** A stretch of time, in milliseconds since 1970, UTC; the end is not part of it. */
public record TimeRange(long from, long until) {
  public static final TimeRange ALWAYS = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  boolean contains(long at) {
    return at >= from && at < until;
  }

  boolean isEmpty() {
    return from >= until;
  }

  /** What is in another one, too; empty when nothing is. */
  TimeRange within(TimeRange other) {
    return new TimeRange(Math.max(from, other.from), Math.min(until, other.until));
  }

  /** The part until a moment, which is part of it. */
  TimeRange upTo(long moment) {
    return moment < until ? new TimeRange(from, moment + 1) : this;
  }
}
