package dev.gumleaf.score;

import static dev.gumleaf.score.RandomHistory.DAY;
import static dev.gumleaf.score.RandomHistory.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gumleaf.score.RankingQuality.Outcome;
import dev.gumleaf.score.RankingQuality.Past;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingQualityTest {
  @Test
  void area_perfectReversedAndEqual_isOneZeroAndAHalf() {
    assertThat(RankingQuality.area(List.of(new Outcome(2, true), new Outcome(1, false))))
        .hasValue(1);
    assertThat(RankingQuality.area(List.of(new Outcome(1, true), new Outcome(2, false))))
        .hasValue(0);
    assertThat(RankingQuality.area(List.of(new Outcome(1, true), new Outcome(1, false))))
        .hasValue(0.5);
  }

  @Test
  void area_allOrNoneConverted_isNothing() {
    assertThat(RankingQuality.area(List.of())).isEmpty();
    assertThat(RankingQuality.area(List.of(new Outcome(1, true)))).isEmpty();
    assertThat(RankingQuality.area(List.of(new Outcome(1, false)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void area_manyTies_isTheShareOfPairsInOrder(long seed) {
    Random random = new Random(seed);
    List<Outcome> outcomes =
        Stream.generate(() -> new Outcome(random.nextInt(6), random.nextInt(3) == 0))
            .limit(200)
            .toList();
    double inOrder = 0;
    int pairs = 0;
    for (Outcome converted : outcomes) {
      for (Outcome other : outcomes) {
        if (converted.converted() && !other.converted()) {
          pairs++;
          inOrder += (1 + Math.signum(converted.number() - other.number())) / 2;
        }
      }
    }
    assertThat(RankingQuality.area(outcomes).orElseThrow())
        .as("seed %d", seed)
        .isCloseTo(inOrder / pairs, within(1e-12));
  }

  @Test
  void areas_thoseWhoBuyWereThereToday_preferTheShortHalfLife() {
    RandomHistory history = new RandomHistory(11);
    List<Past> pasts = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      HalfLives sums = HalfLives.NONE;
      for (DecayedSum.Weight each : history.weights(history.random().nextInt(30), 60)) {
        sums = sums.add(each.weight(), each.at());
      }
      boolean buys = i % 4 == 0;
      sums = buys ? sums.add(10, NOW - DAY / 10) : sums;
      pasts.add(new Past(sums, NOW, buys));
    }
    Map<HalfLife, Double> areas = RankingQuality.areas(pasts);
    assertThat(areas.keySet()).containsExactlyElementsOf(HalfLives.STANDARD);
    assertThat(areas.get(HalfLife.ofDays(0.5))).isGreaterThan(0.9);
    assertThat(areas.get(HalfLife.ofDays(0.5)))
        .isGreaterThan(areas.getOrDefault(HalfLife.ofDays(30), 1.0) + 0.2);
  }
}
