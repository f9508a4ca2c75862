package dev.gumleaf.model;

/**
 * How a stored rank reads as a number of 0 to 100 at a time.
 *
 * <p>The rank of a sum S as of t is {@code ln S + t·ln 2/half-life} and stays the same while S
 * halves with each half-life. A sum reads as {@code 100·(1 − e^(−S/scale))}.
 *
 * @param halfLifeMillis after which points count half, in milliseconds
 * @param scale sum at which the number is 63; above 0
 */
public record ScoreScale(long halfLifeMillis, double scale) {
  private static final double LN_2 = StrictMath.log(2);
  private static final double FULL = 100;

  /** Decimals of the numbers that are shown, as a factor. */
  private static final double STEPS = 10;

  /** Checks both. */
  public ScoreScale {
    if (halfLifeMillis <= 0 || !(scale > 0)) {
      throw new IllegalArgumentException("half-life and scale are above 0");
    }
  }

  /** The sum that a rank comes to at a time. */
  public double sum(double rank, long now) {
    return StrictMath.exp(rank - growth(now));
  }

  /** The number that a rank reads as at a time, as it is shown: to one decimal. */
  public double number(double rank, long now) {
    double number = -FULL * StrictMath.expm1(-sum(rank, now) / scale);
    return Math.round(number * STEPS) / STEPS;
  }

  /**
   * The lowest rank that reads as a number, or more, at a time.
   *
   * @param number above 0 and below 100
   */
  public double rank(double number, long now) {
    double shown = number - 1 / (2 * STEPS);
    return StrictMath.log(-scale * StrictMath.log1p(-shown / FULL)) + growth(now);
  }

  private double growth(long at) {
    return LN_2 * ((double) at / halfLifeMillis);
  }
}
