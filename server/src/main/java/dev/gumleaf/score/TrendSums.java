package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

/**
 * What is kept of one account to tell where its interest is going. Immutable. Order, lateness and
 * merging are as with {@link DecayedSum}.
 *
 * @param fast points of the last days
 * @param slow points of the last weeks
 * @param squares of the same points, decayed as {@code slow}: how uneven they are
 * @param events how many there were, ever; days with points count as one each
 * @param firstAt time of the first, in milliseconds since 1970, UTC; {@link Long#MAX_VALUE} when
 *     there was none
 */
public record TrendSums(
    DecayedSum fast, DecayedSum slow, DecayedSum squares, long events, long firstAt) {
  /** The half-life of {@code fast}, 2 days: a surge is noticed the day it begins. */
  public static final HalfLife FAST = HalfLife.ofDays(2);

  /** The half-life of {@code slow}, 21 days: a month back, with the last weeks counting most. */
  public static final HalfLife SLOW = HalfLife.ofDays(21);

  /** An account that did nothing. */
  public static final TrendSums NONE =
      new TrendSums(
          DecayedSum.none(FAST), DecayedSum.none(SLOW), DecayedSum.none(SLOW), 0, Long.MAX_VALUE);

  /** Checks the half-lives. */
  public TrendSums {
    requireNonNull(fast, "fast");
    requireNonNull(slow, "slow");
    requireNonNull(squares, "squares");
    if (!fast.halfLife().equals(FAST)
        || !slow.halfLife().equals(SLOW)
        || !squares.halfLife().equals(SLOW)) {
      throw new IllegalArgumentException(
          "half-lives are 2 days for fast and 21 days for the others");
    }
  }

  /** With one more event, as of a time before or after those that are there. */
  public TrendSums add(double points, long at) {
    return changed(points, points * points, 1, at, Math.min(firstAt, at));
  }

  /**
   * Without an event that was added as of that time. {@link #firstAt} stays; if it was the first,
   * see {@link #since}.
   */
  public TrendSums remove(double points, long at) {
    return changed(-points, -points * points, -1, at, firstAt);
  }

  /** The sums of both. */
  public TrendSums merge(TrendSums other) {
    return new TrendSums(
        fast.merge(other.fast),
        slow.merge(other.slow),
        squares.merge(other.squares),
        events + other.events,
        Math.min(firstAt, other.firstAt));
  }

  /** The same with the time of the first event looked up anew. */
  public TrendSums since(long first) {
    return new TrendSums(fast, slow, squares, events, first);
  }

  private TrendSums changed(double points, double square, int count, long at, long first) {
    return new TrendSums(
        fast.add(points, at), slow.add(points, at), squares.add(square, at), events + count, first);
  }
}
