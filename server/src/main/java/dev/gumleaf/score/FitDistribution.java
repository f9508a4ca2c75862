package dev.gumleaf.score;

import dev.gumleaf.model.Grade;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How many accounts of a workspace have which number of fit, from which grades follow: A for the
 * best quarter, then B, C and D. Immutable.
 *
 * <p>Accounts with one number share the middle of their places. So ten accounts that are all alike
 * are in the middle, and not all at the top.
 *
 * <p>It is a picture of one moment, kept and taken anew from time to time. So the grade of an
 * account changes with its own number, and not whenever another account comes.
 *
 * @param counts of accounts, by number
 */
public record FitDistribution(Map<Integer, Long> counts) {
  private static final double QUARTER = 0.25;

  /** Copies the counts. */
  public FitDistribution {
    counts = Map.copyOf(counts);
  }

  /** How many accounts it is of. */
  public long accounts() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The share of accounts, from 0 to 1, that fit less well; those with the same number count half.
   * The middle when there are no accounts.
   */
  public double percentile(int number) {
    long below = 0;
    long all = 0;
    for (Map.Entry<Integer, Long> each : counts.entrySet()) {
      all += each.getValue();
      below += each.getKey() < number ? each.getValue() : 0;
    }
    double equal = counts.getOrDefault(number, 0L);
    return all == 0 ? 2 * QUARTER : (below + equal / 2) / all;
  }

  /** The grade of an account with this number. */
  public Grade grade(int number) {
    double percentile = percentile(number);
    if (percentile >= 3 * QUARTER) {
      return Grade.A;
    }
    if (percentile >= 2 * QUARTER) {
      return Grade.B;
    }
    return percentile >= QUARTER ? Grade.C : Grade.D;
  }

  /**
   * The lowest number with a grade or a better one; {@link FitModel#NUMBER_MAX} + 1 when none is so
   * good.
   */
  public int from(Grade grade) {
    return IntStream.rangeClosed(1, FitModel.NUMBER_MAX)
        .filter(number -> grade(number).compareTo(grade) <= 0)
        .findFirst()
        .orElse(FitModel.NUMBER_MAX + 1);
  }
}
