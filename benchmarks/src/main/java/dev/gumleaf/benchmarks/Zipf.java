package dev.gumleaf.benchmarks;

/**
 * Numbers below a bound, of which the n-th is drawn about 1/n times as often as the first. A table
 * of quantiles, because the driver shares its processors with what it measures.
 */
final class Zipf {
  private static final int QUANTILES = 1 << 20;

  private final int[] byQuantile = new int[QUANTILES];

  Zipf(int bound) {
    double total = 0;
    for (int n = 1; n <= bound; n++) {
      total += 1.0 / n;
    }
    double below = 0;
    int quantile = 0;
    for (int n = 0; n < bound; n++) {
      below += 1.0 / (n + 1) / total;
      while (quantile < QUANTILES && quantile < below * QUANTILES) {
        byQuantile[quantile++] = n;
      }
    }
    while (quantile < QUANTILES) {
      byQuantile[quantile++] = bound - 1;
    }
  }

  /** The number that these random bits stand for. */
  int pick(long bits) {
    return byQuantile[(int) (bits >>> 44)];
  }
}
