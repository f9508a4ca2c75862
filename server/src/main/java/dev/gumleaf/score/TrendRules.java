package dev.gumleaf.score;

import dev.gumleaf.model.Trend;

/**
 * Tells where the interest of an account is going. Immutable.
 *
 * <p>If events come independently of each other at a constant rate, as in a compound Poisson
 * process, the fast sum is on average {@code E = S_slow·λ_slow/λ_fast}, and its difference from
 * that has the variance
 *
 * <pre>
 * V = Q·λ_slow·[ 1/(2λ_fast) + λ_slow/(2λ_fast²) − 2λ_slow/(λ_fast·(λ_fast + λ_slow)) ]
 * </pre>
 *
 * where Q is the decayed sum of squares; the last term is there because the fast sum sees the same
 * events as the slow one. Then {@code z = (S_fast − E)/√(V + least²)} and the ratio of the rates is
 * {@code T = ln((λ_fast·S_fast + idle)/(λ_slow·S_slow + idle))}. This follows from Campbell's
 * theorem on shot noise: Rice, "Mathematical Analysis of Random Noise", Bell System Technical
 * Journal 1944.
 *
 * <p>A sum that has only run for a time A has reached {@code 1 − e^(−λA)} of its level; means and
 * variances are corrected by that, or every account would surge in its second week.
 *
 * <p>Each label is left later than it is entered, so that labels do not flap. So a label depends on
 * the one before, and with it on when it was looked at: look at fixed times.
 *
 * @param newDays accounts younger than this are new
 * @param newEvents and so are those with fewer active days
 * @param surgingZ z from which an account is surging
 * @param surgingLogRatio and T from which it is
 * @param heatingZ z from which it is heating
 * @param coolingLogRatio T up to which it is cooling
 * @param coolingZ and z up to which it is; of T alone, one steady account in five is cooling
 * @param hysteresis how much z must come back before surging, heating or cooling ends; as a share
 *     of it, how much of T and of the floors is given back
 * @param fastMin points of the last days that there must be to be surging or heating; z alone finds
 *     two events after a silence extraordinary
 * @param slowMin points of the last weeks that there must be to be cooling
 * @param least points that make no difference, to any account
 * @param idle points a day that count as nothing
 */
public record TrendRules(
    double newDays,
    long newEvents,
    double surgingZ,
    double surgingLogRatio,
    double heatingZ,
    double coolingLogRatio,
    double coolingZ,
    double hysteresis,
    double fastMin,
    double slowMin,
    double least,
    double idle) {

  /**
   * The rules that are used. A surge is twice the usual rate and three standard deviations: of
   * steady accounts, looked at once a day, well under one look in a hundred says so by chance,
   * which a test measures. Two thirds of the usual rate is cooling.
   */
  public static final TrendRules STANDARD =
      new TrendRules(7, 3, 3, StrictMath.log(2), 1.5, -StrictMath.log(1.5), -1, 0.5, 5, 5, 1, 0.05);

  /** Checks what would make readings that are no numbers, or labels that cannot be left. */
  public TrendRules {
    if (!(least > 0 && idle > 0)) {
      throw new IllegalArgumentException("least and idle are above 0");
    }
    if (!(hysteresis >= 0 && hysteresis < 1)) {
      throw new IllegalArgumentException("hysteresis is from 0 to below 1, not " + hysteresis);
    }
  }

  /** Compares the last days with what is usual. */
  public TrendReading read(TrendSums sums, long now) {
    double age = sums.events() > 0 ? (now - sums.firstAt()) / HalfLife.DAY_MILLIS : 0;
    double fastRate = TrendSums.FAST.ratePerDay();
    double slowRate = TrendSums.SLOW.ratePerDay();
    double fast = Math.max(0, sums.fast().read(now));
    double slow = Math.max(0, sums.slow().read(now));
    double squares = Math.max(0, sums.squares().read(now));
    if (age <= 0) {
      return new TrendReading(0, sums.events(), fast, slow, 0, 0);
    }
    double fastPerDay = fast * fastRate / reached(fastRate, age);
    double slowPerDay = slow * slowRate / reached(slowRate, age);
    double expected = slowPerDay * reached(fastRate, age) / fastRate;
    double variance = squares * slowRate / reached(slowRate, age) * spread(fastRate, slowRate, age);
    double z = (fast - expected) / StrictMath.sqrt(variance + least * least);
    double logRatio = StrictMath.log((fastPerDay + idle) / (slowPerDay + idle));
    return new TrendReading(age, sums.events(), fast, slow, z, logRatio);
  }

  /**
   * The label.
   *
   * @param before the label of the look before, {@link Trend#NEW} at the first
   */
  public Trend trend(TrendReading reading, Trend before) {
    if (reading.ageDays() < newDays || reading.events() < newEvents) {
      return Trend.NEW;
    }
    if (isSurging(reading, before == Trend.SURGING)) {
      return Trend.SURGING;
    }
    if (isHeating(reading, before == Trend.SURGING || before == Trend.HEATING)) {
      return Trend.HEATING;
    }
    return isCooling(reading, before == Trend.COOLING) ? Trend.COOLING : Trend.NEUTRAL;
  }

  private boolean isSurging(TrendReading reading, boolean already) {
    return reading.z() >= (already ? surgingZ - hysteresis : surgingZ)
        && reading.logRatio() >= eased(surgingLogRatio, already)
        && reading.fast() >= eased(fastMin, already);
  }

  private boolean isHeating(TrendReading reading, boolean already) {
    return reading.z() >= (already ? heatingZ - hysteresis : heatingZ)
        && reading.fast() >= eased(fastMin, already);
  }

  private boolean isCooling(TrendReading reading, boolean already) {
    return reading.z() <= (already ? coolingZ + hysteresis : coolingZ)
        && reading.logRatio() <= eased(coolingLogRatio, already)
        && reading.slow() >= eased(slowMin, already);
  }

  private double eased(double limit, boolean already) {
    return already ? limit * (1 - hysteresis) : limit;
  }

  /** The variance of the difference for one squared point a day; the bracket above for any age. */
  private static double spread(double fastRate, double slowRate, double age) {
    double share = slowRate / fastRate * reached(fastRate, age) / reached(slowRate, age);
    return reached(2 * fastRate, age) / (2 * fastRate)
        + share * share * reached(2 * slowRate, age) / (2 * slowRate)
        - 2 * share * reached(fastRate + slowRate, age) / (fastRate + slowRate);
  }

  private static double reached(double rate, double age) {
    return -StrictMath.expm1(-rate * age);
  }
}
