package dev.gumleaf.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionsTest {
  /** From printed tables of the normal distribution, doubled. */
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0.5, 0.617075077451974",
    "1, 0.317310507862914",
    "1.959963984540054, 0.05",
    "2.575829303548901, 0.01",
    "4, 6.334248366623996e-5",
    "4.3, 1.7079e-5",
    "6, 1.973175290075e-9",
    "10, 1.523970604832e-23"
  })
  void twoTails_tabulated_isTheTable(double z, double expected) {
    assertThat(Proportions.twoTails(z)).isCloseTo(expected, within(expected * 1e-4));
  }

  @Test
  void twoTails_whereTheMethodsMeet_isSmooth() {
    double before = Proportions.twoTails(3 * Math.sqrt(2) - 1e-9);
    double after = Proportions.twoTails(3 * Math.sqrt(2) + 1e-9);
    assertThat(after).isCloseTo(before, within(before * 1e-7));
  }

  /** The same to four digits as other programs give for Wilson's interval without correction. */
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0, 0.2775",
    "10, 10, 0.7225, 1",
    "5, 10, 0.2366, 0.7634",
    "81, 263, 0.2553, 0.3662",
    "1, 29, 0.0061, 0.1718"
  })
  void wilson_knownSamples_isTheKnownInterval(
      long successes, long trials, double low, double high) {
    Interval interval = Proportions.wilson(successes, trials);
    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }

  @Test
  void wilson_noTrials_isEverything() {
    assertThat(Proportions.wilson(0, 0)).isEqualTo(new Interval(0, 1));
  }

  @Test
  void pValue_byHand_isThatOfTheZTest() {
    // 20 of 100 against 10 of 100: pooled 0.15, z = 0.1 / sqrt(0.15 * 0.85 * 0.02) = 1.980295.
    assertThat(Proportions.pValue(20, 100, 10, 100)).isCloseTo(0.047671, within(1e-5));
    assertThat(Proportions.pValue(10, 100, 20, 100)).isCloseTo(0.047671, within(1e-5));
  }

  @Test
  void pValue_nothingToCompare_isOne() {
    assertThat(Proportions.pValue(0, 0, 5, 10)).isEqualTo(1);
    assertThat(Proportions.pValue(5, 10, 0, 0)).isEqualTo(1);
    assertThat(Proportions.pValue(0, 10, 0, 10)).isEqualTo(1);
    assertThat(Proportions.pValue(10, 10, 10, 10)).isEqualTo(1);
    assertThat(Proportions.pValue(5, 10, 50, 100)).isEqualTo(1);
  }
}
