package dev.gumleaf.score;

import static dev.gumleaf.score.RandomHistory.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gumleaf.score.DecayedSum.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfLivesTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void halfLives_addedMergedAndRemoved_areTheSumsOfEach(long seed) {
    RandomHistory history = new RandomHistory(seed);
    List<Weight> weights = history.weights(90, 40);
    HalfLives left = HalfLives.NONE;
    HalfLives right = HalfLives.NONE;
    for (Weight each : weights.subList(0, 40)) {
      left = left.add(each.weight(), each.at());
    }
    for (Weight each : weights.subList(30, 90)) {
      right = right.add(each.weight(), each.at());
    }
    HalfLives merged = left.merge(right);
    for (Weight each : weights.subList(30, 40)) {
      merged = merged.remove(each.weight(), each.at());
    }
    for (HalfLife halfLife : HalfLives.STANDARD) {
      assertThat(merged.of(halfLife).read(NOW))
          .as("seed %d", seed)
          .isCloseTo(DecayedSum.of(halfLife, weights).read(NOW), within(1e-9));
    }
  }

  @Test
  void halfLives_othersThanTheSix_areRefused() {
    assertThatThrownBy(() -> new HalfLives(List.of(DecayedSum.none(HalfLife.ofDays(1)))))
        .hasMessageContaining("0.5, 1, 2, 7, 14 and 30 days");
    assertThatThrownBy(() -> HalfLives.NONE.of(HalfLife.ofDays(3)))
        .hasMessageContaining("no sums are kept for 3.0 days");
  }
}
