package dev.gumleaf.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeeklySurgeTest {
  private static List<Double> weeks(double before, double lately) {
    List<Double> weeks = new ArrayList<>(Collections.nCopies(12, before));
    weeks.addAll(Collections.nCopies(3, lately));
    return weeks;
  }

  @Test
  void surge_asUsual_isFifty() {
    assertThat(WeeklySurge.of(weeks(8, 8))).isEqualTo(50);
    assertThat(WeeklySurge.of(weeks(0, 0))).isEqualTo(50);
  }

  @Test
  void surge_steadyWeeks_isMeasuredByPoisson() {
    assertThat(WeeklySurge.of(weeks(12, 14))).isCloseTo(60, within(1e-9));
    assertThat(WeeklySurge.of(weeks(12, 10))).isCloseTo(40, within(1e-9));
  }

  @Test
  void surge_oneVisitAfterSilence_isNone() {
    List<Double> weeks = weeks(0, 0);
    weeks.set(14, 1.0);
    assertThat(WeeklySurge.of(weeks)).isLessThan(WeeklySurge.SURGE_FROM);
  }

  @Test
  void surge_farAway_staysOnTheScale() {
    assertThat(WeeklySurge.of(weeks(1, 500))).isEqualTo(100);
    assertThat(WeeklySurge.of(weeks(500, 0))).isZero();
  }

  @Test
  void surge_otherNumberOfWeeks_isRefused() {
    assertThatThrownBy(() -> WeeklySurge.of(List.of(1.0))).hasMessageContaining("15 weeks");
  }
}
