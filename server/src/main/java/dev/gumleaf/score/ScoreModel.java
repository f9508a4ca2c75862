package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.ScoreScale;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One version of the rules of a workspace's score. Immutable; a change makes a new version, because
 * numbers are only comparable under the same rules.
 *
 * <p>Signals, page views and active time make points, see {@link PersonDay}. What all people of an
 * account have on a day is limited in each group and multiplied by {@code 1 +
 * peopleFactor·ln(people active that day)}, see {@link AccountDay}. Days decay, and their sum S
 * reads as {@code 100·(1 − e^(−S/scale))}. Unlike a percentile, this never moves because others
 * act. Limits and people are those of a day, and not of the sum, so that the sum decays as one.
 *
 * @param version above 0
 * @param halfLife after which points count half; one of {@link HalfLives#STANDARD}, because sums
 *     are kept for these
 * @param scale total at which the number is 63; see {@link #scaleOf}
 * @param groups at least one, at most {@link #GROUPS_MAX}, each with its limit for a day
 * @param signals by signal id; at most {@link #SIGNALS_MAX}
 * @param otherSignals for signals that are not listed
 * @param pages for a page view
 * @param time points of the first e − 1 = 1.7 minutes of active time of one person on one day; m
 *     minutes count {@code w·ln(1 + m)}
 * @param repeats ρ, what doing the same again on the same day counts of the time before; above 0,
 *     at most 1, which lets everything count in full
 * @param peopleFactor α, from 0 to 5: what more people add
 */
public record ScoreModel(
    int version,
    HalfLife halfLife,
    double scale,
    List<ScoreGroup> groups,
    Map<Long, ScoreRule> signals,
    ScoreRule otherSignals,
    ScoreRule pages,
    ScoreRule time,
    double repeats,
    double peopleFactor) {

  /** A score that nobody can take in at a glance explains nothing. */
  public static final int GROUPS_MAX = 20;

  /** More signals than this are events, and belong in a property. */
  public static final int SIGNALS_MAX = 1_000;

  private static final double PEOPLE_FACTOR_MAX = 5;

  /** The number that nine in ten accounts stay below. */
  private static final double NINETIETH_READS = 75;

  /** Checks everything; messages name what is wrong and what is allowed. */
  public ScoreModel {
    requireNonNull(halfLife, "halfLife");
    requireNonNull(otherSignals, "otherSignals");
    requireNonNull(pages, "pages");
    requireNonNull(time, "time");
    groups = List.copyOf(groups);
    signals = Map.copyOf(signals);
    check(version > 0, "version is above 0, not " + version);
    check(
        HalfLives.STANDARD.contains(halfLife),
        "half_life is 0.5, 1, 2, 7, 14 or 30 days, not " + halfLife.days());
    check(scale > 0 && Double.isFinite(scale), "scale is a number above 0, not " + scale);
    check(repeats > 0 && repeats <= 1, "repeats is above 0 and at most 1, not " + repeats);
    check(
        peopleFactor >= 0 && peopleFactor <= PEOPLE_FACTOR_MAX,
        "people.factor is from 0 to 5, not " + peopleFactor);
    check(signals.size() <= SIGNALS_MAX, "signals are at most " + SIGNALS_MAX);
    checkGroups(groups, List.of(otherSignals, pages, time), signals);
  }

  /**
   * The first version, for a workspace that has chosen nothing, and why:
   *
   * <ul>
   *   <li>half-life 7 days: what was done on Friday still counts three quarters on Monday, and
   *       after a month without a visit a sixteenth is left, as buying takes weeks;
   *   <li>a signal 10 points and a page view 1: somebody defined the signal as worth a look;
   *   <li>time 2 points per e-fold of minutes: half an hour of one person is worth 7 pages;
   *   <li>limits for a day of 40 for signals, 10 for pages and 10 for time: a day on which one
   *       person only reads stays below the band "medium", which takes 45 points;
   *   <li>repeats at 0.6: the second look at a page tells less, all looks of a day together at most
   *       2.5 times the first;
   *   <li>people 0.35: three people instead of one make 1.38 times the points, ten 1.8 times;
   *   <li>scale 200: a total of 277 reads 75, which nine of ten companies of the demo's month stay
   *       below. Measure your own with {@link #scaleOf}.
   * </ul>
   */
  public static ScoreModel standard() {
    return new ScoreModel(
        1,
        HalfLife.ofDays(7),
        200,
        List.of(
            new ScoreGroup("signals", 40), new ScoreGroup("pages", 10), new ScoreGroup("time", 10)),
        Map.of(),
        new ScoreRule("signals", 10),
        new ScoreRule("pages", 1),
        new ScoreRule("time", 2),
        0.6,
        0.35);
  }

  /**
   * The scale with which nine of ten of these accounts read at most 75.
   *
   * @param totals of all accounts that have one above 0, in any order
   * @throws IllegalArgumentException if there are none
   */
  public static double scaleOf(Collection<Double> totals) {
    List<Double> sorted = totals.stream().filter(total -> total > 0).sorted().toList();
    check(!sorted.isEmpty(), "a scale needs at least one account with points");
    double ninetieth = sorted.get((int) Math.ceil(0.9 * sorted.size()) - 1);
    return -ninetieth / StrictMath.log1p(-NINETIETH_READS / 100);
  }

  /** The next version, with another scale. */
  public ScoreModel withScale(double other) {
    return new ScoreModel(
        version + 1,
        halfLife,
        other,
        groups,
        signals,
        otherSignals,
        pages,
        time,
        repeats,
        peopleFactor);
  }

  /** What a signal is worth. */
  public ScoreRule signal(long id) {
    return signals.getOrDefault(id, otherSignals);
  }

  /** What the points are multiplied with when so many people were active. */
  public double peopleMultiplier(int people) {
    return 1 + peopleFactor * StrictMath.log(Math.max(1, people));
  }

  /** How ranks read under this model. */
  public ScoreScale readAs() {
    return new ScoreScale(halfLife.millis(), scale);
  }

  /** The number of 0 to 100 for a total. */
  public double number(double total) {
    return -100 * StrictMath.expm1(-Math.max(0, total) / scale);
  }

  /**
   * The total that reads as a number, such as the lower end of a band.
   *
   * @param number from 0 to below 100
   */
  public double total(double number) {
    return -scale * StrictMath.log1p(-number / 100);
  }

  private static void checkGroups(
      List<ScoreGroup> groups, List<ScoreRule> rules, Map<Long, ScoreRule> signals) {
    check(
        !groups.isEmpty() && groups.size() <= GROUPS_MAX,
        "groups are 1 to " + GROUPS_MAX + ", not " + groups.size());
    Set<String> names = new HashSet<>();
    groups.forEach(
        group -> check(names.add(group.name()), "a group is there twice: " + group.name()));
    List<ScoreRule> all = new ArrayList<>(rules);
    all.addAll(signals.values());
    all.forEach(rule -> check(names.contains(rule.group()), "no such group: " + rule.group()));
  }

  private static void check(boolean right, String message) {
    if (!right) {
      throw new IllegalArgumentException(message);
    }
  }
}
