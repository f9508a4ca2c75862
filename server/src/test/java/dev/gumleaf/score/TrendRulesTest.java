package dev.gumleaf.score;

import static dev.gumleaf.score.RandomHistory.DAY;
import static dev.gumleaf.score.RandomHistory.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gumleaf.model.Trend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The random accounts are the same each time; what is said of them is printed. */
class TrendRulesTest {
  private static final TrendRules RULES = TrendRules.STANDARD;
  private static final long HOUR = DAY / 24;
  private static final long START = NOW - 400 * DAY;

  private static TrendSums sums(List<Long> times, double points) {
    TrendSums sums = TrendSums.NONE;
    for (long at : times) {
      sums = sums.add(points, at);
    }
    return sums;
  }

  /** The labels of an account that is looked at again and again. */
  private static List<Trend> labels(
      TrendRules rules, List<Long> times, long from, long until, long every) {
    List<Trend> labels = new ArrayList<>();
    TrendSums sums = TrendSums.NONE;
    Trend label = Trend.NEW;
    int next = 0;
    for (long now = times.getFirst(); now < until; now += every) {
      while (next < times.size() && times.get(next) <= now) {
        sums = sums.add(1, times.get(next++));
      }
      label = rules.trend(rules.read(sums, now), label);
      if (now >= from) {
        labels.add(label);
      }
    }
    return labels;
  }

  /** How often a label was left and taken again within so many looks. */
  private static long returns(List<Trend> labels, int looks) {
    long returns = 0;
    int changed = -looks;
    Trend before = labels.getFirst();
    for (int i = 1; i < labels.size(); i++) {
      Trend left = labels.get(i - 1);
      if (labels.get(i) != left) {
        returns += labels.get(i) == before && i - changed <= looks ? 1 : 0;
        before = left;
        changed = i;
      }
    }
    return returns;
  }

  @Test
  void read_oldAccount_isTheFormula() {
    TrendSums sums =
        TrendSums.NONE.add(1, NOW - 3_000 * DAY).add(3, NOW - 20 * DAY).add(5, NOW - DAY);
    double fast = TrendSums.FAST.ratePerDay();
    double slow = TrendSums.SLOW.ratePerDay();
    double expected = sums.slow().read(NOW) * slow / fast;
    double variance =
        sums.squares().read(NOW)
            * slow
            * (1 / (2 * fast) + slow / (2 * fast * fast) - 2 * slow / (fast * (fast + slow)));
    TrendReading reading = RULES.read(sums, NOW);
    assertThat(reading.z())
        .isCloseTo((reading.fast() - expected) / Math.sqrt(variance + 1), within(1e-9));
    assertThat(reading.logRatio())
        .isCloseTo(
            Math.log((fast * reading.fast() + 0.05) / (slow * reading.slow() + 0.05)),
            within(1e-9));
  }

  @Test
  void read_nothing_isNew() {
    assertThat(RULES.trend(RULES.read(TrendSums.NONE, NOW), Trend.NEW)).isEqualTo(Trend.NEW);
  }

  @Test
  void trend_fewDaysOrEvents_isNew() {
    List<Long> week = new RandomHistory(1).poisson(5, NOW - 7 * DAY, NOW);
    TrendSums young = sums(week, 1);
    assertThat(RULES.trend(RULES.read(young, young.firstAt() + 7 * DAY - 1), Trend.NEW))
        .isEqualTo(Trend.NEW);
    assertThat(RULES.trend(RULES.read(young, young.firstAt() + 7 * DAY), Trend.NEW))
        .isNotEqualTo(Trend.NEW);
    TrendSums rare = sums(List.of(NOW - 90 * DAY, NOW - 1), 9);
    assertThat(RULES.trend(RULES.read(rare, NOW), Trend.NEW)).isEqualTo(Trend.NEW);
    assertThat(RULES.trend(RULES.read(rare.add(9, NOW), NOW), Trend.NEW)).isNotEqualTo(Trend.NEW);
  }

  @ParameterizedTest
  @CsvSource({"1.3, 10", "1.3, 30", "1.3, 200", "5, 10", "5, 200"})
  void z_steadyAccounts_hasMeanZeroAndDeviationOne(double perDay, int age) {
    TrendRules bare = new TrendRules(7, 5, 3, 0.7, 1.5, -0.4, -1, 0.5, 5, 5, 1e-9, 0.05);
    int accounts = 4_000;
    double sum = 0;
    double squares = 0;
    RandomHistory history = new RandomHistory(age);
    for (int i = 0; i < accounts; i++) {
      TrendSums sums = sums(history.poisson(perDay, NOW - age * DAY, NOW), 1);
      double z = bare.read(sums.since(NOW - age * DAY), NOW).z();
      sum += z;
      squares += z * z;
    }
    double mean = sum / accounts;
    double deviation = Math.sqrt(squares / accounts - mean * mean);
    System.out.printf(
        "trend: %.1f a day for %d days: z %.3f +- %.3f%n", perDay, age, mean, deviation);
    assertThat(mean).isBetween(-0.1, 0.1);
    assertThat(deviation).isBetween(0.9, 1.1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 1.3, 5, 20})
  void trend_steadyAccounts_seldomSurgeByChance(double perDay) {
    RandomHistory history = new RandomHistory(17);
    long looks = 0;
    long surging = 0;
    long heating = 0;
    long cooling = 0;
    for (int i = 0; i < 150; i++) {
      List<Long> times = history.poisson(perDay, START, NOW);
      List<Trend> labels = labels(RULES, times, START + 30 * DAY, NOW, DAY);
      looks += labels.size();
      surging += Collections.frequency(labels, Trend.SURGING);
      heating += Collections.frequency(labels, Trend.HEATING);
      cooling += Collections.frequency(labels, Trend.COOLING);
    }
    System.out.printf(
        "trend: %.1f a day, steady: surging at %.2f %%, heating at %.2f %%,"
            + " cooling at %.2f %% of %d looks%n",
        perDay, 100.0 * surging / looks, 100.0 * heating / looks, 100.0 * cooling / looks, looks);
    assertThat((double) surging / looks).isLessThan(0.01);
    assertThat((double) heating / looks).isLessThan(0.12);
    assertThat((double) cooling / looks).isLessThan(0.16);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1.3, 5})
  void trend_sixTimesAsMuch_surgesWithinThreeDays(double perDay) {
    RandomHistory history = new RandomHistory(23);
    int surged = 0;
    for (int i = 0; i < 200; i++) {
      List<Long> times = history.poisson(perDay, START, NOW - 4 * DAY);
      times.addAll(history.poisson(6 * perDay, NOW - 4 * DAY, NOW));
      List<Trend> labels = labels(RULES, times, NOW - 4 * DAY, NOW, HOUR);
      surged += labels.contains(Trend.SURGING) ? 1 : 0;
    }
    System.out.printf("trend: %.1f a day, then six times that: %d of 200 surged%n", perDay, surged);
    assertThat(surged).isGreaterThan(perDay < 1 ? 150 : 190);
  }

  @Test
  void trend_silenceAfterVisits_isCoolingAndThenNeutral() {
    RandomHistory history = new RandomHistory(29);
    for (int i = 0; i < 100; i++) {
      List<Long> times = history.poisson(1.3, START, NOW);
      List<Trend> labels = labels(RULES, times, NOW + 4 * DAY, NOW + 30 * DAY, HOUR);
      assertThat(labels).as("account %d", i).containsOnly(Trend.COOLING);
      List<Trend> later = labels(RULES, times, NOW + 120 * DAY, NOW + 300 * DAY, DAY);
      assertThat(later).as("account %d", i).containsOnly(Trend.NEUTRAL);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1.3, 5})
  void trend_hourlyLooks_doNotFlap(double perDay) {
    TrendRules none =
        new TrendRules(7, 5, 3, Math.log(2), 1.5, -Math.log(1.5), -1, 0, 5, 5, 1, 0.05);
    RandomHistory history = new RandomHistory(31);
    long with = 0;
    long without = 0;
    for (int i = 0; i < 30; i++) {
      List<Long> times = history.poisson(perDay, START, NOW);
      with += returns(labels(RULES, times, START + 30 * DAY, NOW, HOUR), 6);
      without += returns(labels(none, times, START + 30 * DAY, NOW, HOUR), 6);
    }
    System.out.printf(
        "trend: %.1f a day, steady: in 30 years %d labels came back within 6 hours, %d without"
            + " hysteresis%n",
        perDay, with, without);
    assertThat(with).isLessThan(without / 4);
  }

  @Test
  void trend_readingBetweenLimits_staysWhatItWas() {
    TrendReading edge = new TrendReading(90, 50, 10, 30, 2.7, 0.5);
    assertThat(RULES.trend(edge, Trend.SURGING)).isEqualTo(Trend.SURGING);
    assertThat(RULES.trend(edge, Trend.HEATING)).isEqualTo(Trend.HEATING);
    TrendReading warm = new TrendReading(90, 50, 10, 30, 1.2, 0.3);
    assertThat(RULES.trend(warm, Trend.HEATING)).isEqualTo(Trend.HEATING);
    assertThat(RULES.trend(warm, Trend.SURGING)).isEqualTo(Trend.HEATING);
    assertThat(RULES.trend(warm, Trend.NEUTRAL)).isEqualTo(Trend.NEUTRAL);
    TrendReading cool = new TrendReading(90, 50, 1, 30, -0.5, -0.3);
    assertThat(RULES.trend(cool, Trend.COOLING)).isEqualTo(Trend.COOLING);
    assertThat(RULES.trend(cool, Trend.NEUTRAL)).isEqualTo(Trend.NEUTRAL);
  }

  @Test
  void trend_highZOfLittle_isNeutral() {
    TrendReading little = new TrendReading(90, 50, 4.9, 5, 9, 2);
    assertThat(RULES.trend(little, Trend.NEUTRAL)).isEqualTo(Trend.NEUTRAL);
    TrendReading faint = new TrendReading(90, 50, 0, 4.9, -1, -2);
    assertThat(RULES.trend(faint, Trend.NEUTRAL)).isEqualTo(Trend.NEUTRAL);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void sums_anyOrderPartsAndRemovals_readTheSame(long seed) {
    RandomHistory history = new RandomHistory(seed);
    List<Long> times = history.poisson(2, NOW - 100 * DAY, NOW);
    TrendReading expected = RULES.read(sums(times, 2), NOW);
    List<Long> shuffled = new ArrayList<>(times);
    Collections.shuffle(shuffled, new Random(seed));
    int cut = shuffled.size() / 3;
    TrendSums merged =
        sums(shuffled.subList(0, cut), 2).merge(sums(shuffled.subList(cut, times.size()), 2));
    long other = NOW - 50 * DAY;
    TrendReading reading = RULES.read(merged.add(7, other).remove(7, other), NOW);
    assertThat(reading.z()).as("seed %d", seed).isCloseTo(expected.z(), within(1e-9));
    assertThat(reading.logRatio()).as("seed %d", seed).isCloseTo(expected.logRatio(), within(1e-9));
    assertThat(reading.events()).isEqualTo(expected.events());
    assertThat(reading.ageDays()).isEqualTo(expected.ageDays());
  }

  @Test
  void rules_withoutFloorsOrWithFullHysteresis_areRefused() {
    assertThatThrownBy(() -> new TrendRules(7, 5, 3, 0.7, 1.5, -0.4, -1, 0.5, 5, 5, 0, 0.05))
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> new TrendRules(7, 5, 3, 0.7, 1.5, -0.4, -1, 1, 5, 5, 1, 0.05))
        .hasMessageContaining("hysteresis");
  }
}
