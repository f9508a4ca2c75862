package dev.gumleaf.score;

import static dev.gumleaf.score.RandomHistory.DAY;
import static dev.gumleaf.score.RandomHistory.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gumleaf.score.Evaluation.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Duration WEEK = Duration.ofDays(7);

  private static final long FROM = NOW - 50 * DAY;

  /** An account by days ago, that was there long before. */
  private static History account(@Nullable Integer converted, @Nullable Integer fired) {
    return new History(0, ago(fired), ago(converted));
  }

  private static @Nullable Long ago(@Nullable Integer days) {
    return days == null ? null : (Long) (NOW - days * DAY);
  }

  private static Evaluation of(History... histories) {
    return Evaluation.of(List.of(histories), WEEK, FROM, NOW);
  }

  @Test
  void evaluation_fireBeforeAConversion_foretellsIt() {
    Evaluation evaluation = of(account(10, 13), account(10, null), account(null, null));
    assertThat(evaluation.accounts()).isEqualTo(3);
    assertThat(evaluation.converted()).isEqualTo(2);
    assertThat(evaluation.fired()).isEqualTo(1);
    assertThat(evaluation.foretold()).isEqualTo(1);
    assertThat(evaluation.findPrecision()).contains(1.0);
    assertThat(evaluation.findMedianLead()).contains(Duration.ofDays(3));
    // Two accounts are followed by a conversion for 7 of 40 days, one for none of 43.
    assertThat(evaluation.baseRate()).isCloseTo(14.0 / 123, within(1e-6));
    assertThat(evaluation.findLift().orElseThrow().times()).isCloseTo(123.0 / 14, within(1e-4));
  }

  @Test
  void evaluation_firesAtOrAfterAConversion_foretellNothing() {
    for (int fired : new int[] {10, 9, 1}) {
      assertThat(of(account(10, fired)).fired()).isZero();
      assertThat(of(account(10, fired)).foretold()).isZero();
    }
  }

  @Test
  void evaluation_fireTooEarly_firedForNothing() {
    assertThat(of(account(10, 18)).foretold()).isZero();
    assertThat(of(account(10, 18)).fired()).isEqualTo(1);
    assertThat(of(account(10, 17)).foretold()).isEqualTo(1);
  }

  @Test
  void evaluation_fireTooRecentOrTooOld_isNotCountedWhateverFollowed() {
    assertThat(of(account(null, 6)).fired()).isZero();
    assertThat(of(account(2, 6)).fired()).isZero();
    assertThat(of(account(null, 7)).fired()).isEqualTo(1);
    assertThat(of(account(2, 7)).foretold()).isEqualTo(1);
    assertThat(of(account(null, 50)).fired()).isEqualTo(1);
    assertThat(of(account(null, 51)).fired()).isZero();
  }

  @Test
  void evaluation_accountThatConvertedBeforeOrCameTooLate_isLeftOut() {
    assertThat(of(account(50, 40))).isEqualTo(new Evaluation(0, 0, 0, 0, 0, null));
    assertThat(of(new History(NOW - 6 * DAY, null, NOW - DAY)).accounts()).isZero();
    assertThat(of(new History(NOW - 8 * DAY, null, NOW - 8 * DAY)).accounts()).isZero();
    Evaluation newcomer = of(new History(NOW - 8 * DAY, NOW - 8 * DAY, NOW - DAY));
    assertThat(newcomer.baseRate()).isCloseTo(1, within(1e-6));
    assertThat(newcomer.foretold()).isEqualTo(1);
  }

  @Test
  void baseRate_ruleThatFiresForAllFromTheStart_saysNothing() {
    List<History> histories = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      // Buyers come at any time and buy at a constant rate, so no moment says more than others.
      long since = FROM + random.nextLong(30 * DAY);
      long converted = since + (long) (-60 * DAY * Math.log(random.nextDouble()));
      histories.add(new History(since, since, converted));
    }
    Lift lift = Evaluation.of(histories, WEEK, FROM, NOW).findLift().orElseThrow();
    assertThat(lift.times()).isCloseTo(1, within(0.06));
  }

  @Test
  void moment_allLookedAtTogether_comparesShares() {
    long moment = NOW - 7 * DAY;
    Evaluation evaluation =
        Evaluation.of(
            List.of(account(3, 7), account(null, 7), account(5, null), account(null, null)),
            WEEK,
            moment,
            NOW);
    assertThat(evaluation.baseRate()).isEqualTo(0.5);
    assertThat(evaluation.findPrecision()).contains(0.5);
  }

  @Test
  void evaluation_nothingFiredOrConverted_hasNoLift() {
    assertThat(of(account(3, null), account(null, null)).findLift()).isEmpty();
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
  void lift_ofTheShare_hasItsInterval() {
    Evaluation evaluation = new Evaluation(1_000, 50, 40, 20, 0.05, null);
    Lift lift = evaluation.findLift().orElseThrow();
    assertThat(lift.times()).isCloseTo(10, within(1e-12));
    Interval share = Proportions.wilson(20, 40);
    assertThat(lift.interval().low()).isCloseTo(share.low() / 0.05, within(1e-12));
    assertThat(lift.interval().high()).isCloseTo(share.high() / 0.05, within(1e-12));
  }
}
