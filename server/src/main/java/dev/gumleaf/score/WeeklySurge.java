package dev.gumleaf.score;

import java.util.List;

/**
 * How the last three weeks of one topic compare with the twelve before, from 0 to 100, where 50 is
 * as usual and 60 one standard deviation more: a T-score. To be taken of actions and of people, the
 * lower of which counts.
 *
 * <p>The deviation is at least that of a Poisson count and at least one, or a single visit after a
 * silent quarter would be a surge.
 */
public final class WeeklySurge {
  /** From here on it is a surge. */
  public static final double SURGE_FROM = 60;

  /** Weeks that are compared with. */
  public static final int WEEKS_BEFORE = 12;

  /** Weeks that are compared. */
  public static final int WEEKS_LATELY = 3;

  private WeeklySurge() {}

  /**
   * The surge.
   *
   * @param weeks the totals of fifteen weeks, the oldest first
   */
  public static double of(List<Double> weeks) {
    if (weeks.size() != WEEKS_BEFORE + WEEKS_LATELY) {
      throw new IllegalArgumentException("a weekly surge takes 15 weeks, not " + weeks.size());
    }
    List<Double> before = weeks.subList(0, WEEKS_BEFORE);
    double usual = mean(before);
    double lately = mean(weeks.subList(WEEKS_BEFORE, weeks.size()));
    double variance =
        before.stream().mapToDouble(week -> (week - usual) * (week - usual)).sum()
            / (WEEKS_BEFORE - 1);
    double deviation = Math.max(1, StrictMath.sqrt(Math.max(variance, usual) / WEEKS_LATELY));
    return Math.clamp(50 + 10 * (lately - usual) / deviation, 0, 100);
  }

  private static double mean(List<Double> weeks) {
    return weeks.stream().mapToDouble(Double::doubleValue).sum() / weeks.size();
  }
}
