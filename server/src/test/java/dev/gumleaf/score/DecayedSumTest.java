package dev.gumleaf.score;

import static dev.gumleaf.score.RandomHistory.DAY;
import static dev.gumleaf.score.RandomHistory.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gumleaf.score.DecayedSum.Weight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecayedSumTest {
  private static final HalfLife DAY_LONG = HalfLife.ofDays(1);
  private static final double EXACT = 1e-9;

  private static DecayedSum grown(HalfLife halfLife, Collection<Weight> weights) {
    DecayedSum sum = DecayedSum.none(halfLife);
    for (Weight each : weights) {
      sum = sum.add(each.weight(), each.at());
    }
    return sum;
  }

  /** The definition, which the sum is held against. */
  private static double direct(HalfLife halfLife, Collection<Weight> weights, long now) {
    return weights.stream()
        .mapToDouble(
            each -> each.weight() * Math.exp(-Math.log(2) * (now - each.at()) / halfLife.millis()))
        .sum();
  }

  @Test
  void read_nothing_isZeroAtAnyTime() {
    DecayedSum none = DecayedSum.none(DAY_LONG);
    assertThat(none.read(NOW)).isZero();
    assertThat(none.merge(none)).isEqualTo(none);
    assertThat(none.rank()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void read_halfLifeLater_isHalf() {
    DecayedSum sum = DecayedSum.none(DAY_LONG).add(10, NOW).add(4, NOW - DAY);
    assertThat(sum.read(NOW)).isEqualTo(12);
    assertThat(sum.read(NOW + DAY)).isEqualTo(6);
  }

  @Test
  void add_lateWeight_countsForWhatIsLeftOfIt() {
    DecayedSum late = DecayedSum.none(DAY_LONG).add(1, NOW).add(8, NOW - 3 * DAY);
    assertThat(late.read(NOW)).isEqualTo(2);
    assertThat(late.at()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void add_anyOrder_isTheDirectSum(long seed) {
    RandomHistory history = new RandomHistory(seed);
    for (HalfLife halfLife : HalfLives.STANDARD) {
      List<Weight> weights = history.weights(300, 120);
      double direct = direct(halfLife, weights, NOW);
      assertThat(grown(halfLife, weights).read(NOW))
          .as("seed %d", seed)
          .isCloseTo(direct, within(EXACT * direct));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void merge_anyParts_isTheDirectSum(long seed) {
    RandomHistory history = new RandomHistory(seed);
    for (HalfLife halfLife : HalfLives.STANDARD) {
      List<Weight> weights = history.weights(300, 120);
      int cut = history.random().nextInt(weights.size());
      DecayedSum left = grown(halfLife, weights.subList(0, cut));
      DecayedSum right = grown(halfLife, weights.subList(cut, weights.size()));
      double direct = direct(halfLife, weights, NOW);
      assertThat(left.merge(right).read(NOW))
          .as("seed %d", seed)
          .isCloseTo(direct, within(EXACT * direct));
      assertThat(right.merge(left).read(NOW))
          .as("seed %d", seed)
          .isCloseTo(direct, within(EXACT * direct));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void remove_someInAnyOrder_isTheDirectSumOfTheRest(long seed) {
    RandomHistory history = new RandomHistory(seed);
    for (HalfLife halfLife : HalfLives.STANDARD) {
      List<Weight> weights = history.weights(300, 60);
      List<Weight> erased = new ArrayList<>(weights.subList(0, 150));
      DecayedSum sum = grown(halfLife, weights);
      Collections.shuffle(erased, history.random());
      for (Weight each : erased) {
        sum = sum.remove(each.weight(), each.at());
      }
      double direct = direct(halfLife, weights.subList(150, 300), NOW);
      assertThat(sum.read(NOW)).as("seed %d", seed).isCloseTo(direct, within(EXACT));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void of_anyOrder_isTheSameToTheLastBit(long seed) {
    RandomHistory history = new RandomHistory(seed);
    List<Weight> weights = history.weights(200, 30);
    DecayedSum sum = DecayedSum.of(DAY_LONG, weights);
    Collections.shuffle(weights, history.random());
    assertThat(DecayedSum.of(DAY_LONG, weights)).as("seed %d", seed).isEqualTo(sum);
  }

  @Test
  void merge_otherHalfLife_isRefused() {
    DecayedSum other = DecayedSum.none(HalfLife.ofDays(2));
    assertThatThrownBy(() -> DecayedSum.none(DAY_LONG).merge(other))
        .hasMessageContaining("different half-lives");
  }

  @Test
  void add_noNumber_isRefused() {
    assertThatThrownBy(() -> DecayedSum.none(DAY_LONG).add(Double.NaN, NOW))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> DecayedSum.none(DAY_LONG).add(Double.POSITIVE_INFINITY, NOW))
        .hasMessageContaining("finite");
  }
}
