package dev.gumleaf.score;

import static dev.gumleaf.score.RandomHistory.DAY;
import static dev.gumleaf.score.RandomHistory.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gumleaf.score.Evaluation.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Duration WEEK = Duration.ofDays(7);

  /** An account by days ago. */
  private static History account(@Nullable Integer converted, int... fires) {
    List<Long> times = new ArrayList<>();
    for (int fire : fires) {
      times.add(NOW - fire * DAY);
    }
    return new History(times, converted == null ? null : NOW - converted * DAY);
  }

  private static Evaluation of(History... histories) {
    return Evaluation.of(List.of(histories), WEEK, NOW);
  }

  @Test
  void evaluation_firesBeforeAConversion_foretellIt() {
    Evaluation evaluation = of(account(10, 13, 12, 40), account(10), account(null));
    assertThat(evaluation).isEqualTo(new Evaluation(3, 2, 1, 1, Duration.ofDays(3)));
    assertThat(evaluation.findPrecision()).contains(1.0);
    assertThat(evaluation.findLift().orElseThrow().times()).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void evaluation_firesAtOrAfterAConversion_foretellNothing() {
    assertThat(of(account(10, 10, 9, 1))).isEqualTo(new Evaluation(1, 1, 0, 0, null));
  }

  @Test
  void evaluation_fireTooEarly_firedForNothing() {
    assertThat(of(account(10, 18)).foretold()).isZero();
    assertThat(of(account(10, 18)).fired()).isEqualTo(1);
    assertThat(of(account(10, 17)).foretold()).isEqualTo(1);
  }

  @Test
  void evaluation_fireTooRecent_isNotCounted() {
    assertThat(of(account(null, 6)).fired()).isZero();
    assertThat(of(account(null, 7)).fired()).isEqualTo(1);
    assertThat(of(account(2, 6)).foretold()).isEqualTo(1);
  }

  @Test
  void evaluation_nothingFiredOrConverted_hasNoLift() {
    assertThat(of(account(3), account(null)).findLift()).isEmpty();
    assertThat(of(account(null, 20)).findLift()).isEmpty();
    assertThat(of(account(null, 20)).findPrecision()).contains(0.0);
    assertThat(of().findPrecision()).isEmpty();
    assertThat(of().findMedianLead()).isEmpty();
  }

  @Test
  void medianLead_evenNumber_isTheMiddleOfTwo() {
    Evaluation evaluation = of(account(10, 11), account(10, 12), account(10, 15), account(10, 17));
    assertThat(evaluation.findMedianLead()).contains(Duration.ofHours(84));
  }

  @Test
  void lift_tenTimesAsOften_isTenWithItsInterval() {
    List<History> histories = new ArrayList<>();
    histories.addAll(Collections.nCopies(20, account(10, 12)));
    histories.addAll(Collections.nCopies(20, account(null, 12)));
    histories.addAll(Collections.nCopies(30, account(10)));
    histories.addAll(Collections.nCopies(930, account(null)));
    Lift lift = Evaluation.of(histories, WEEK, NOW).findLift().orElseThrow();
    assertThat(lift.times()).isCloseTo(10, within(1e-12));
    Interval share = Proportions.wilson(20, 40);
    assertThat(lift.interval().low()).isCloseTo(share.low() / 0.05, within(1e-12));
    assertThat(lift.interval().high()).isCloseTo(share.high() / 0.05, within(1e-12));
  }
}
