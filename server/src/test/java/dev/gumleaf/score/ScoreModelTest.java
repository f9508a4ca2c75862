package dev.gumleaf.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gumleaf.model.Strength;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreModelTest {
  private static final ScoreModel STANDARD = ScoreModel.standard();
  private static final ScoreRule RULE = new ScoreRule("all", 1);

  private static ScoreModel model(HalfLife halfLife, double scale, double people) {
    return model(halfLife, scale, people, List.of(new ScoreGroup("all", 10)), Map.of());
  }

  private static ScoreModel model(
      HalfLife halfLife,
      double scale,
      double people,
      List<ScoreGroup> groups,
      Map<Long, ScoreRule> signals) {
    return new ScoreModel(
        1, halfLife, scale, groups, signals, RULE, RULE, RULE, STANDARD.repeats(), people);
  }

  @Test
  void standard_whatItsReasonsSay_holds() {
    assertThat(STANDARD.number(277)).isCloseTo(75, within(0.1));
    assertThat(STANDARD.total(20)).isGreaterThan(10 + 10).isCloseTo(45, within(0.5));
    assertThat(STANDARD.peopleMultiplier(3)).isCloseTo(1.38, within(0.005));
    assertThat(STANDARD.peopleMultiplier(10)).isCloseTo(1.8, within(0.01));
    double halfAnHour = STANDARD.time().points() * StrictMath.log1p(30);
    assertThat(halfAnHour).isCloseTo(7, within(0.2));
  }

  @Test
  void peopleMultiplier_nobodyOrOne_isOne() {
    assertThat(STANDARD.peopleMultiplier(0)).isEqualTo(1);
    assertThat(STANDARD.peopleMultiplier(1)).isEqualTo(1);
  }

  @Test
  void number_growingTotals_growsTowardsAHundred() {
    assertThat(STANDARD.number(0)).isZero();
    assertThat(STANDARD.number(-1)).isZero();
    assertThat(IntStream.range(0, 1_000).mapToObj(STANDARD::number)).isSorted();
    assertThat(STANDARD.number(1e6)).isEqualTo(100);
    for (double number : List.of(0.0, 1.0, 20.0, 50.0, 80.0, 99.0)) {
      assertThat(STANDARD.number(STANDARD.total(number))).isCloseTo(number, within(1e-9));
    }
  }

  @Test
  void scaleOf_hundredAccounts_letsTheNinetiethRead75() {
    List<Double> totals =
        new ArrayList<>(IntStream.rangeClosed(1, 100).mapToObj(i -> 2.0 * i).toList());
    totals.add(0.0);
    double scale = ScoreModel.scaleOf(totals);
    assertThat(model(HalfLife.ofDays(7), scale, 0).number(180)).isCloseTo(75, within(1e-9));
    assertThatThrownBy(() -> ScoreModel.scaleOf(List.of(0.0)))
        .hasMessageContaining("at least one account");
    assertThat(STANDARD.withScale(scale).version()).isEqualTo(2);
  }

  @Test
  void signal_listedOrNot_hasItsRule() {
    ScoreRule demo = new ScoreRule("all", 25);
    ScoreModel model =
        model(HalfLife.ofDays(7), 40, 0, List.of(new ScoreGroup("all", 10)), Map.of(4L, demo));
    assertThat(model.signal(4L)).isEqualTo(demo);
    assertThat(model.signal(5L)).isEqualTo(RULE);
  }

  @Test
  void model_whatIsWrong_isSaid() {
    HalfLife week = HalfLife.ofDays(7);
    assertThatThrownBy(() -> model(HalfLife.ofDays(3), 40, 0))
        .hasMessage("half_life is 0.5, 1, 2, 7, 14 or 30 days, not 3.0");
    assertThatThrownBy(() -> model(week, 0, 0)).hasMessage("scale is a number above 0, not 0.0");
    assertThatThrownBy(() -> model(week, Double.NaN, 0)).hasMessageContaining("scale");
    assertThatThrownBy(() -> model(week, 40, -0.1)).hasMessageContaining("people.factor is from 0");
    assertThatThrownBy(() -> model(week, 40, 5.1)).hasMessageContaining("people.factor is from 0");
    assertThatThrownBy(() -> model(week, 40, 0, List.of(), Map.of()))
        .hasMessage("groups are 1 to 20, not 0");
    ScoreGroup all = new ScoreGroup("all", 1);
    assertThatThrownBy(() -> model(week, 40, 0, List.of(all, all), Map.of()))
        .hasMessage("a group is there twice: all");
    assertThatThrownBy(() -> model(week, 40, 0, List.of(all), Map.of(6L, new ScoreRule("web", 1))))
        .hasMessage("no such group: web");
    assertThatThrownBy(() -> new ScoreGroup("people", 1)).hasMessageContaining("not \"people\"");
    assertThatThrownBy(() -> new ScoreGroup("a", 0)).hasMessageContaining("number above 0");
    assertThatThrownBy(() -> new ScoreRule("a", -1)).hasMessageContaining("from 0 to 1000");
    assertThatThrownBy(() -> new ScoreRule("a", 1_001)).hasMessageContaining("from 0 to 1000");
  }

  @Test
  void strength_bands_areKoalas() {
    assertThat(Strength.of(0.9)).isEqualTo(Strength.NONE);
    assertThat(Strength.of(1)).isEqualTo(Strength.LOW);
    assertThat(Strength.of(19.9)).isEqualTo(Strength.LOW);
    assertThat(Strength.of(20)).isEqualTo(Strength.MEDIUM);
    assertThat(Strength.of(50)).isEqualTo(Strength.HIGH);
    assertThat(Strength.of(79.9)).isEqualTo(Strength.HIGH);
    assertThat(Strength.of(80)).isEqualTo(Strength.VERY_HIGH);
    assertThat(Strength.VERY_HIGH.word()).isEqualTo("very_high");
  }
}
