package dev.gumleaf.score;

import static dev.gumleaf.score.RandomHistory.DAY;
import static dev.gumleaf.score.RandomHistory.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfLifeTest {
  private static final HalfLife WEEK = HalfLife.ofDays(7);

  @Test
  void remaining_wholeHalfLives_isPowersOfTwo() {
    assertThat(WEEK.remaining(0)).isEqualTo(1);
    assertThat(WEEK.remaining(7 * DAY)).isEqualTo(0.5);
    assertThat(WEEK.remaining(21 * DAY)).isEqualTo(0.125);
    assertThat(WEEK.remaining(-7 * DAY)).isEqualTo(2);
  }

  @Test
  void rank_timePasses_givesTheValueOfEachTime() {
    double rank = WEEK.rank(80, NOW);
    assertThat(WEEK.valueAt(rank, NOW)).isCloseTo(80, within(1e-9));
    assertThat(WEEK.valueAt(rank, NOW + 14 * DAY)).isCloseTo(20, within(1e-9));
  }

  @Test
  void rank_nothing_isBelowEverything() {
    assertThat(WEEK.rank(0, NOW)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(WEEK.rank(-1e-17, NOW)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(WEEK.valueAt(Double.NEGATIVE_INFINITY, NOW)).isZero();
    assertThat(WEEK.crossing(Double.NEGATIVE_INFINITY, 1)).isEqualTo(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void rank_randomSums_sortsAsTheirValuesAtAnyTime(long seed) {
    RandomHistory history = new RandomHistory(seed);
    for (HalfLife halfLife : HalfLives.STANDARD) {
      List<DecayedSum> sums =
          Stream.generate(() -> DecayedSum.of(halfLife, history.weights(20, 60)))
              .limit(50)
              .toList();
      for (long later : List.of(0L, DAY, 9 * DAY)) {
        assertThat(sums.stream().sorted(Comparator.comparingDouble(DecayedSum::rank)))
            .as("seed %d", seed)
            .isSortedAccordingTo(Comparator.comparingDouble(sum -> sum.read(NOW + later)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void crossing_randomThresholds_isWhereTheValueFallsToThem(long seed) {
    Random random = new Random(seed);
    for (HalfLife halfLife : HalfLives.STANDARD) {
      for (int i = 0; i < 100; i++) {
        double rank = halfLife.rank(100 * random.nextDouble(), NOW);
        double threshold = 0.01 + 50 * random.nextDouble();
        long at = halfLife.crossing(rank, threshold);
        assertThat(halfLife.valueAt(rank, at - 2)).as("seed %d", seed).isGreaterThan(threshold);
        assertThat(halfLife.valueAt(rank, at + 2)).as("seed %d", seed).isLessThan(threshold);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void addToRank_randomWeights_isTheRankOfTheirSum(long seed) {
    RandomHistory history = new RandomHistory(seed);
    for (HalfLife halfLife : HalfLives.STANDARD) {
      List<DecayedSum.Weight> weights = history.weights(100, 90);
      double rank = Double.NEGATIVE_INFINITY;
      for (DecayedSum.Weight each : weights) {
        rank = halfLife.addToRank(rank, each.weight(), each.at());
      }
      double sum = DecayedSum.of(halfLife, weights).read(NOW);
      assertThat(halfLife.valueAt(rank, NOW))
          .as("seed %d", seed)
          .isCloseTo(sum, within(1e-9 * sum));
    }
  }

  @Test
  void addToRank_timesFarApart_doesNotOverflow() {
    double rank = WEEK.addToRank(WEEK.rank(1, 0), 1, 4_000_000_000_000L);
    assertThat(WEEK.valueAt(rank, 4_000_000_000_000L)).isCloseTo(1, within(1e-9));
    assertThat(WEEK.addToRank(rank, 1, 0)).isEqualTo(rank);
  }

  @Test
  void halfLife_outOfBounds_isRefused() {
    assertThat(new HalfLife(HalfLife.MILLIS_MIN).days()).isEqualTo(1 / 24.0);
    assertThatThrownBy(() -> new HalfLife(HalfLife.MILLIS_MIN - 1))
        .hasMessageContaining("from 1 hour to 3650 days");
    assertThatThrownBy(() -> new HalfLife(HalfLife.MILLIS_MAX + 1))
        .hasMessageContaining("from 1 hour to 3650 days");
  }
}
