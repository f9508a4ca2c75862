package dev.gumleaf.score;

/** What can be said about shares of which only a sample is known. */
public final class Proportions {
  /** Standard deviations that hold 95 % of a normal distribution. */
  private static final double Z_95 = 1.959963984540054;

  /** From here on the continued fraction is quicker than the series, and as exact. */
  private static final double SERIES_MAX = 3;

  private static final int FRACTION_DEPTH = 120;

  private Proportions() {}

  /**
   * The interval in which the true share is likely to be. Stays inside 0 to 1 and is of use for
   * small samples, unlike the textbook's: Wilson, "Probable Inference, the Law of Succession, and
   * Statistical Inference", Journal of the American Statistical Association 1927. With no trials it
   * is everything.
   */
  public static Interval wilson(long successes, long trials) {
    if (trials == 0) {
      return new Interval(0, 1);
    }
    double share = (double) successes / trials;
    double square = Z_95 * Z_95 / trials;
    double middle = share + square / 2;
    double spread = Z_95 * StrictMath.sqrt(share * (1 - share) / trials + square / (4 * trials));
    return new Interval(
        Math.max(0, (middle - spread) / (1 + square)),
        Math.min(1, (middle + spread) / (1 + square)));
  }

  /**
   * How likely two samples differ in their shares at least as much as these do, if they come from
   * the same whole: the two-sided, pooled two-proportion z-test. An approximation that wants five
   * of each kind; 1 when there is nothing to compare.
   */
  public static double pValue(long successes, long trials, long others, long otherTrials) {
    double pooled = (double) (successes + others) / Math.max(1, trials + otherTrials);
    if (trials == 0 || otherTrials == 0 || pooled == 0 || pooled == 1) {
      return 1;
    }
    double difference = (double) successes / trials - (double) others / otherTrials;
    double variance = pooled * (1 - pooled) * (1.0 / trials + 1.0 / otherTrials);
    return twoTails(Math.abs(difference) / StrictMath.sqrt(variance));
  }

  /**
   * The share of a normal distribution that is further from the middle than z standard deviations:
   * erfc(z/√2), by formulas 7.1.6 and 7.1.14 of Abramowitz and Stegun, "Handbook of Mathematical
   * Functions", 1964.
   */
  static double twoTails(double z) {
    double x = z / StrictMath.sqrt(2);
    return x < SERIES_MAX ? 1 - erfBySeries(x) : erfcByFraction(x);
  }

  private static double erfBySeries(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > sum * 1e-17; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / StrictMath.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
  }

  private static double erfcByFraction(double x) {
    double fraction = x;
    for (int n = FRACTION_DEPTH; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return StrictMath.exp(-x * x) / (StrictMath.sqrt(Math.PI) * fraction);
  }
}
