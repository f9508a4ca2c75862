package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.Trend;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept of an account so that its score and trend can be told at any time: a few numbers,
 * however long its past. Immutable.
 *
 * <p>The label of a trend depends on the one before, so it is looked at at fixed times: the end of
 * each day, in UTC. Everything before the newest active day is settled. A change of the newest day,
 * or a day after it, takes the same few steps however long the past is; a day that comes late, or
 * goes, has to be worked out {@linkplain #of from all days}.
 *
 * @param sums the points of all days, under six half-lives
 * @param trend the same points, to tell where they are going
 * @param newestDay the last day with points, since 1970; {@link #NO_DAY} when there is none
 * @param settled the label at the end of the day before it
 */
public record ScoreTrack(HalfLives sums, TrendSums trend, long newestDay, Trend settled) {
  /** Stands for the newest day of an account that has none. */
  public static final long NO_DAY = Long.MIN_VALUE;

  /** An account that did nothing. */
  public static final ScoreTrack NONE =
      new ScoreTrack(HalfLives.NONE, TrendSums.NONE, NO_DAY, Trend.NEW);

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** After so many days in which nothing was done the label does not change any more. */
  public static final int QUIET_DAYS_MAX = 400;

  /** Checks that everything is there. */
  public ScoreTrack {
    requireNonNull(sums, "sums");
    requireNonNull(trend, "trend");
    requireNonNull(settled, "settled");
  }

  /** What a day counts. */
  public record Day(long day, Points total) {}

  /** From all days that count, in any order. */
  public static ScoreTrack of(Collection<Day> days) {
    SortedMap<Long, Points> sorted = new TreeMap<>(Comparator.naturalOrder());
    days.forEach(each -> sorted.put(each.day(), each.total()));
    ScoreTrack track = NONE;
    for (var each : sorted.entrySet()) {
      track = track.withNewest(each.getKey(), Points.NONE, each.getValue());
    }
    return track;
  }

  /** Whether {@link #withNewest} can take a change of that day. */
  public boolean isNewest(long day, Points after) {
    return after.points() > 0 && (newestDay == NO_DAY || day >= newestDay);
  }

  /**
   * With a change of the newest day, or with a day after it.
   *
   * @param before what the day counted so far
   * @param after what it counts now; above 0
   */
  public ScoreTrack withNewest(long day, Points before, Points after) {
    if (newestDay != NO_DAY && day < newestDay) {
      throw new IllegalArgumentException("day " + day + " is before day " + newestDay);
    }
    Trend label = newestDay == NO_DAY || day == newestDay ? settled : settledUpTo(day - 1);
    HalfLives summed = sums;
    TrendSums trended = trend;
    if (before.points() > 0) {
      summed = summed.remove(before.points(), before.at());
      trended = trended.remove(before.points(), before.at());
      if (trended.events() == 0) {
        trended = TrendSums.NONE;
      }
    }
    return new ScoreTrack(
        summed.add(after.points(), after.at()),
        trended.add(after.points(), after.at()),
        day,
        label);
  }

  /** The label at a time: of what was settled the day before, and what is there now. */
  public Trend trendAt(long now) {
    if (newestDay == NO_DAY) {
      return Trend.NEW;
    }
    long today = Math.floorDiv(now, DAY_MILLIS);
    return TrendRules.STANDARD.trend(TrendRules.STANDARD.read(trend, now), settledUpTo(today - 1));
  }

  /** The label at the end of a day, from the newest day on; before it, what is settled. */
  private Trend settledUpTo(long day) {
    Trend label = settled;
    long last = Math.min(day, newestDay + QUIET_DAYS_MAX);
    for (long each = newestDay; each <= last; each++) {
      long end = (each + 1) * DAY_MILLIS;
      label = TrendRules.STANDARD.trend(TrendRules.STANDARD.read(trend, end), label);
    }
    return label;
  }
}
