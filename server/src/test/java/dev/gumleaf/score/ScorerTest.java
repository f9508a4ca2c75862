package dev.gumleaf.score;

import static dev.gumleaf.score.RandomHistory.DAY;
import static dev.gumleaf.score.RandomHistory.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gumleaf.model.Score;
import dev.gumleaf.model.ScorePart;
import dev.gumleaf.model.Strength;
import dev.gumleaf.score.PatternLedger.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerTest {
  private static final ScoreModel MODEL = ScoreModel.standard();
  private static final Scorer SCORER = new Scorer(MODEL);
  private static final Instant AT = Instant.ofEpochMilli(NOW);
  private static final List<String> GROUPS = List.of("signals", "pages", "time");

  private static List<Contribution> contributions(RandomHistory history, int count) {
    List<Contribution> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String group = GROUPS.get(history.random().nextInt(GROUPS.size()));
      double points = history.random().nextDouble() * 8;
      all.add(new Contribution(group, "o" + i, history.time(10), points));
    }
    return all;
  }

  private static ScoreSums sums(List<Contribution> all) {
    ScoreSums sums = ScoreSums.NONE;
    for (Contribution each : all) {
      sums = sums.add(each.group(), each.points(), each.at());
    }
    return sums;
  }

  private static Score score(ScoreSums sums, int people, long now) {
    return SCORER.score(sums, people, List.of(), Instant.ofEpochMilli(now));
  }

  private static double raw(Score score) {
    return score.parts().stream()
        .filter(part -> !part.group().equals(ScoreGroup.PEOPLE))
        .mapToDouble(ScorePart::raw)
        .sum();
  }

  @Test
  void score_nothing_isNone() {
    Score score = score(ScoreSums.NONE, 0, NOW);
    assertThat(score.number()).isZero();
    assertThat(score.strength()).isEqualTo(Strength.NONE);
    assertThat(score.parts()).allSatisfy(part -> assertThat(part.number()).isZero());
  }

  @Test
  void score_oneFreshSignal_isMedium() {
    Score score = score(ScoreSums.NONE.add("signals", 10, NOW), 1, NOW);
    assertThat(score.number()).isEqualTo(22.1);
    assertThat(score.strength()).isEqualTo(Strength.MEDIUM);
    assertThat(score.version()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void score_randomPasts_isTheSumOfItsParts(long seed) {
    RandomHistory history = new RandomHistory(seed);
    for (int count = 0; count < 60; count++) {
      List<Contribution> all = contributions(history, count);
      Score score = SCORER.score(sums(all), history.random().nextInt(6), all, AT);
      long shown = score.parts().stream().mapToLong(part -> Math.round(part.number() * 10)).sum();
      assertThat(shown).as("seed %d", seed).isEqualTo(Math.round(score.number() * 10));
      assertThat(score.parts().stream().mapToDouble(ScorePart::counted).sum())
          .as("seed %d", seed)
          .isCloseTo(score.total(), within(1e-9));
      assertThat(score.parts())
          .as("seed %d", seed)
          .allSatisfy(part -> assertThat(part.number()).isNotNegative());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void score_randomPasts_saysWhatDecayTookSinceTheDayBefore(long seed) {
    List<Contribution> all = contributions(new RandomHistory(seed), 80);
    Score score = SCORER.score(sums(all), 1, all, AT);
    List<Contribution> before = all.stream().filter(each -> each.at() <= NOW - DAY).toList();
    for (ScorePart part : score.parts()) {
      double dayBefore =
          before.stream()
              .filter(each -> each.group().equals(part.group()))
              .mapToDouble(each -> each.valueAt(NOW - DAY, MODEL.halfLife()))
              .sum();
      double gained =
          all.stream()
              .filter(each -> each.group().equals(part.group()) && each.at() > NOW - DAY)
              .mapToDouble(Contribution::points)
              .sum();
      if (!part.group().equals(ScoreGroup.PEOPLE)) {
        assertThat(part.gained()).as("seed %d", seed).isCloseTo(gained, within(1e-9));
        assertThat(part.decayed()).as("seed %d", seed).isNotNegative();
        assertThat(dayBefore + part.gained() - part.decayed())
            .as("seed %d", seed)
            .isCloseTo(part.raw(), within(1e-9));
      }
    }
  }

  @Test
  void score_halfLifePassed_isHalvedBeforeLimits() {
    ScoreSums sums = sums(contributions(new RandomHistory(3), 200));
    double now = raw(score(sums, 1, NOW));
    assertThat(now).isGreaterThan(200);
    assertThat(raw(score(sums, 1, NOW + MODEL.halfLife().millis())))
        .isCloseTo(now / 2, within(1e-9));
  }

  @Test
  void score_groupOverItsLimit_countsTheLimit() {
    Score score = score(ScoreSums.NONE.add("pages", 100, NOW), 1, NOW);
    assertThat(score.total()).isEqualTo(15);
    assertThat(score.parts().get(1).raw()).isEqualTo(100);
    assertThat(score.parts().get(1).counted()).isEqualTo(15);
    assertThat(score.strength()).isEqualTo(Strength.MEDIUM);
  }

  @Test
  void score_morePeople_areAPartOfTheirOwn() {
    ScoreSums sums = ScoreSums.NONE.add("signals", 20, NOW);
    Score score = score(sums, 3, NOW);
    assertThat(score.parts().getLast().group()).isEqualTo(ScoreGroup.PEOPLE);
    assertThat(score.parts().getLast().counted()).isCloseTo(20 * 0.35 * Math.log(3), within(1e-9));
    assertThat(score.total()).isCloseTo(SCORER.total(sums, 3, NOW), within(1e-9));
    assertThat(score.number()).isGreaterThan(score(sums, 2, NOW).number());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void score_occurrencesErased_losesExactlyTheirPoints(long seed) {
    RandomHistory history = new RandomHistory(seed);
    List<Occurrence> all = history.occurrences(60, 10);
    Set<String> erased = Set.copyOf(all.subList(0, 25).stream().map(Occurrence::occasion).toList());
    Change put = PatternLedger.empty(MODEL.repeats()).change(all, Set.of());
    ScoreSums with = applied(ScoreSums.NONE, put);
    ScoreSums without = applied(with, put.ledger().change(List.of(), erased));
    PatternLedger never = PatternLedger.of(MODEL.repeats(), all.subList(25, 60));
    double expected =
        never.steps().stream()
            .mapToDouble(
                step -> step.points() * MODEL.halfLife().remaining(NOW - step.occurrence().at()))
            .sum();
    assertThat(raw(score(without, 1, NOW))).as("seed %d", seed).isCloseTo(expected, within(1e-9));
    ScoreSums nothing = without;
    for (Occurrence each : all.subList(25, 60)) {
      Change change = never.takeOut(each.occasion());
      never = change.ledger();
      nothing = applied(nothing, change);
    }
    assertThat(score(nothing, 1, NOW).number()).as("seed %d", seed).isZero();
  }

  private static ScoreSums applied(ScoreSums sums, Change change) {
    ScoreSums changed = sums;
    for (Correction correction : change.corrections()) {
      changed = changed.apply("signals", correction);
    }
    return changed;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sums_mergedParts_areThoseOfAll(long seed) {
    List<Contribution> all = contributions(new RandomHistory(seed), 50);
    ScoreSums merged = sums(all.subList(0, 20)).merge(sums(all.subList(20, 50)));
    assertThat(SCORER.total(merged, 2, NOW))
        .as("seed %d", seed)
        .isCloseTo(SCORER.total(sums(all), 2, NOW), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void rankFor_anyNumber_missesNobody(long seed) {
    RandomHistory history = new RandomHistory(seed);
    int found = 0;
    for (int i = 0; i < 300; i++) {
      ScoreSums sums = sums(contributions(history, 1 + history.random().nextInt(40)));
      int people = history.random().nextInt(6);
      for (double number : List.of(1.0, 20.0, 50.0, 80.0)) {
        if (MODEL.number(SCORER.total(sums, people, NOW)) >= number) {
          found++;
          assertThat(SCORER.rank(sums))
              .as("seed %d", seed)
              .isGreaterThanOrEqualTo(SCORER.rankFor(number, 5, NOW));
        }
      }
    }
    assertThat(found).isGreaterThan(300);
  }

  @Test
  void top_contributions_areThoseThatCountMostNow() {
    Contribution old = new Contribution("signals", "a", NOW - 14 * DAY, 30);
    Contribution fresh = new Contribution("signals", "b", NOW, 10);
    Contribution small = new Contribution("pages", "c", NOW, 1);
    assertThat(Contribution.top(List.of(old, small, fresh), 2, NOW, MODEL.halfLife()))
        .containsExactly(fresh, old);
  }
}
