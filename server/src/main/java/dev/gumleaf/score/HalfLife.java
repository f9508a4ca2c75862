package dev.gumleaf.score;

import java.time.Duration;

/**
 * How long it takes until something counts half as much; what follows from it is exponential decay
 * by λ = ln 2 / half-life. Times are milliseconds since 1970, UTC.
 *
 * <p>A decaying sum S as of the time t₀ has the <em>rank</em> ln S + λ·t₀. The rank stays the same
 * while time passes, so an index on it keeps accounts in the order of their scores without being
 * written again, "at least θ now" is a range of it, and so is "falls below θ within the hour".
 * Ranks of different half-lives do not compare. The idea that weights can be fixed once, relative
 * to a fixed point in time, is that of forward decay: Cormode, Shkapenyuk, Srivastava and Xu,
 * "Forward Decay: A Practical Time Decay Model for Streaming Systems", ICDE 2009.
 *
 * @param millis at least one hour, at most ten years
 * @implNote {@link StrictMath} gives the same bits on every machine, so that two nodes, or a
 *     rebuild elsewhere, agree.
 */
public record HalfLife(long millis) implements Comparable<HalfLife> {
  static final long MILLIS_MIN = Duration.ofHours(1).toMillis();
  static final long MILLIS_MAX = Duration.ofDays(3_650).toMillis();
  static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

  private static final double LN_2 = StrictMath.log(2);

  /** Checks the length; the message tells the limits. */
  public HalfLife {
    if (millis < MILLIS_MIN || millis > MILLIS_MAX) {
      throw new IllegalArgumentException(
          "a half-life is from 1 hour to 3650 days, not " + millis + " ms");
    }
  }

  /** A half-life of so many days, which may be a fraction. */
  public static HalfLife ofDays(double days) {
    return new HalfLife(Math.round(days * DAY_MILLIS));
  }

  /** Its length in days. */
  public double days() {
    return millis / DAY_MILLIS;
  }

  /** λ, for a day: the share that decays at once if nothing slowed it down. */
  public double ratePerDay() {
    return LN_2 / days();
  }

  /** What remains of 1 after some milliseconds; more than 1 when they are negative. */
  public double remaining(long elapsed) {
    return StrictMath.pow(2, -(double) elapsed / millis);
  }

  /** The rank of a sum as of a time; negative infinity when there is nothing. */
  public double rank(double sum, long at) {
    return sum > 0 ? StrictMath.log(sum) + logGrowth(at) : Double.NEGATIVE_INFINITY;
  }

  /** What a sum with this rank comes to at a time. */
  public double valueAt(double rank, long now) {
    return StrictMath.exp(rank - logGrowth(now));
  }

  /**
   * The time at which a sum with this rank has fallen to a threshold, to the millisecond: above it
   * before, not above it from then on. {@link Long#MIN_VALUE} when there is nothing.
   *
   * @param threshold more than 0
   */
  public long crossing(double rank, double threshold) {
    if (rank == Double.NEGATIVE_INFINITY) {
      return Long.MIN_VALUE;
    }
    return (long) StrictMath.ceil((rank - StrictMath.log(threshold)) / LN_2 * millis);
  }

  /** The rank after adding a weight as of a time; cannot overflow, whatever the times. */
  public double addToRank(double rank, double weight, long at) {
    double other = rank(weight, at);
    double high = Math.max(rank, other);
    double low = Math.min(rank, other);
    return low == Double.NEGATIVE_INFINITY
        ? high
        : high + StrictMath.log1p(StrictMath.exp(low - high));
  }

  private double logGrowth(long at) {
    return LN_2 * ((double) at / millis);
  }

  @Override
  public int compareTo(HalfLife other) {
    return Long.compare(millis, other.millis);
  }
}
