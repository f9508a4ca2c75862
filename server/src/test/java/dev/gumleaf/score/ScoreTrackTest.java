package dev.gumleaf.score;

import static dev.gumleaf.score.RandomHistory.DAY;
import static dev.gumleaf.score.RandomHistory.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gumleaf.model.Trend;
import dev.gumleaf.score.ScoreTrack.Day;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTrackTest {
  private static final long TODAY = NOW / DAY;

  private static Day day(long ago, double points) {
    return new Day(TODAY - ago, new Points(points, (TODAY - ago) * DAY + DAY / 2));
  }

  private static List<Day> steady(long from, long until, double points) {
    List<Day> days = new ArrayList<>();
    for (long ago = from; ago >= until; ago--) {
      days.add(day(ago, points));
    }
    return days;
  }

  /** As days really come: mostly the newest, which grows, sometimes an old one, sometimes none. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void track_growingLateAndGoingDays_isThatOfAllDays(long seed) {
    Random random = new Random(seed);
    Map<Long, Points> days = new TreeMap<>();
    ScoreTrack track = ScoreTrack.NONE;
    long newest = TODAY - 90;
    for (int step = 0; step < 400; step++) {
      newest = Math.min(TODAY, newest + (random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 0));
      long day = random.nextInt(10) == 0 ? newest - random.nextInt(40) : newest;
      Points before = days.getOrDefault(day, Points.NONE);
      boolean goes = random.nextInt(12) == 0;
      Points after =
          goes
              ? Points.NONE
              : new Points(
                  before.points() + 10 * random.nextDouble(),
                  Math.max(before.at(), day * DAY + random.nextLong(DAY)));
      if (goes) {
        days.remove(day);
      } else {
        days.put(day, after);
      }
      track = track.isNewest(day, after) ? track.withNewest(day, before, after) : all(days);
      if (step % 20 == 0) {
        requireSame(track, all(days), "seed %d, step %d".formatted(seed, step));
      }
    }
    requireSame(track, all(days), "seed " + seed);
  }

  private static ScoreTrack all(Map<Long, Points> days) {
    return ScoreTrack.of(
        days.entrySet().stream().map(each -> new Day(each.getKey(), each.getValue())).toList());
  }

  private static void requireSame(ScoreTrack actual, ScoreTrack expected, String which) {
    assertThat(actual.newestDay()).as(which).isEqualTo(expected.newestDay());
    assertThat(actual.settled()).as(which).isEqualTo(expected.settled());
    assertThat(actual.trendAt(NOW)).as(which).isEqualTo(expected.trendAt(NOW));
    for (HalfLife each : HalfLives.STANDARD) {
      assertThat(actual.sums().of(each).read(NOW))
          .as(which)
          .isCloseTo(expected.sums().of(each).read(NOW), within(1e-9));
    }
  }

  @Test
  void trendAt_steady_isNeutral() {
    assertThat(ScoreTrack.of(steady(60, 0, 10)).trendAt(NOW)).isEqualTo(Trend.NEUTRAL);
  }

  @Test
  void trendAt_muchMoreLately_surgesAndCoolsWhenItEnds() {
    List<Day> days = steady(60, 3, 4);
    days.addAll(steady(2, 0, 40));
    ScoreTrack track = ScoreTrack.of(days);
    assertThat(track.trendAt(NOW)).isEqualTo(Trend.SURGING);
    assertThat(track.trendAt(NOW + 12 * DAY)).isEqualTo(Trend.COOLING);
    assertThat(track.trendAt(NOW + 300 * DAY)).isEqualTo(Trend.NEUTRAL);
  }

  @Test
  void trendAt_youngOrNothing_isNew() {
    assertThat(ScoreTrack.NONE.trendAt(NOW)).isEqualTo(Trend.NEW);
    assertThat(ScoreTrack.of(steady(5, 0, 10)).trendAt(NOW)).isEqualTo(Trend.NEW);
    assertThat(ScoreTrack.of(List.of(day(30, 5), day(29, 5))).trendAt(NOW)).isEqualTo(Trend.NEW);
  }

  @Test
  void withNewest_anOlderDay_isRefused() {
    ScoreTrack track = ScoreTrack.of(steady(3, 2, 1));
    assertThatThrownBy(() -> track.withNewest(TODAY - 3, Points.NONE, new Points(1, NOW)))
        .hasMessageContaining("is before day");
  }
}
