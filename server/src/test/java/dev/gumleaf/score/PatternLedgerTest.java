package dev.gumleaf.score;

import static dev.gumleaf.score.RandomHistory.DAY;
import static dev.gumleaf.score.RandomHistory.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gumleaf.score.PatternLedger.Change;
import dev.gumleaf.score.PatternLedger.Step;
import dev.gumleaf.score.Saturation.ActiveTime;
import dev.gumleaf.score.Saturation.Repeats;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternLedgerTest {
  private static final Repeats REPEATS = new Repeats(0.6, HalfLife.ofDays(1));
  private static final ActiveTime TIME = new ActiveTime(2, HalfLife.ofDays(1));
  private static final List<Saturation> BOTH = List.of(REPEATS, TIME);

  /** The definition: what is remembered is a sum over all that came before. */
  private static Map<String, Double> direct(Saturation saturation, Collection<Occurrence> all) {
    Map<String, Double> points = new TreeMap<>();
    for (Occurrence each : all) {
      double remembered =
          all.stream()
              .filter(other -> Occurrence.IN_TIME.compare(other, each) < 0)
              .mapToDouble(other -> faded(saturation, other, each.at()))
              .sum();
      double direct =
          switch (saturation) {
            case Repeats repeats -> each.amount() * Math.pow(repeats.ratio(), remembered);
            case ActiveTime time ->
                time.weight()
                    * (Math.log(1 + remembered + each.amount()) - Math.log(1 + remembered));
          };
      points.put(each.occasion(), direct);
    }
    return points;
  }

  private static double faded(Saturation saturation, Occurrence other, long at) {
    double half = saturation.memory().millis();
    double fresh = saturation instanceof Repeats ? 1 : other.amount();
    return fresh * Math.exp(-Math.log(2) * (at - other.at()) / half);
  }

  private static void assertPoints(PatternLedger ledger, Map<String, Double> expected, long seed) {
    assertThat(ledger.steps()).as("seed %d", seed).hasSize(expected.size());
    for (Step step : ledger.steps()) {
      assertThat(step.points())
          .as("seed %d", seed)
          .isCloseTo(expected.get(step.occurrence().occasion()), within(1e-9));
    }
  }

  @Test
  void repeats_atOnce_countLessAndLess() {
    PatternLedger ledger =
        PatternLedger.of(
            REPEATS,
            List.of(
                new Occurrence("a", NOW, 10),
                new Occurrence("b", NOW, 10),
                new Occurrence("c", NOW, 10)));
    assertThat(ledger.steps()).extracting(Step::remembered).containsExactly(0.0, 1.0, 2.0);
    assertThat(ledger.steps().get(1).points()).isCloseTo(6, within(1e-12));
    assertThat(ledger.steps().get(2).points()).isCloseTo(3.6, within(1e-12));
  }

  @Test
  void repeats_dayApart_countMoreAgain() {
    PatternLedger ledger =
        PatternLedger.of(
            REPEATS, List.of(new Occurrence("a", NOW - DAY, 10), new Occurrence("b", NOW, 10)));
    assertThat(ledger.steps().getLast().points()).isCloseTo(10 * Math.sqrt(0.6), within(1e-12));
  }

  @Test
  void repeats_thousandsAtOnce_stayBelowTheBound() {
    List<Occurrence> many = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      many.add(new Occurrence("o" + i, NOW + i, 10));
    }
    double sum = PatternLedger.of(REPEATS, many).steps().stream().mapToDouble(Step::points).sum();
    assertThat(sum).isBetween(24.9, 10 / (1 - 0.6) + 0.01);
  }

  @Test
  void activeTime_dividedIntoViews_isThatOfOneLongView() {
    List<Occurrence> views = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      views.add(new Occurrence("v" + i, NOW, 1.5));
    }
    double sum = PatternLedger.of(TIME, views).steps().stream().mapToDouble(Step::points).sum();
    assertThat(sum).isCloseTo(2 * Math.log1p(30), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void ledger_anyOrderRepeatsAndRemovals_isTheDirectOne(long seed) {
    for (Saturation saturation : BOTH) {
      RandomHistory history = new RandomHistory(seed);
      List<Occurrence> all = history.occurrences(120, 10);
      List<Occurrence> erased = all.subList(0, 40);
      List<Occurrence> staying = all.subList(40, all.size());
      PatternLedger ledger = disturbed(saturation, all, erased, history.random());
      assertPoints(ledger, direct(saturation, staying), seed);
      assertThat(ledger).as("seed %d", seed).isEqualTo(PatternLedger.of(saturation, staying));
    }
  }

  /** Puts all in, some twice, and takes out what is erased, in a wild order. */
  private static PatternLedger disturbed(
      Saturation saturation, List<Occurrence> all, List<Occurrence> erased, Random random) {
    List<Occurrence> coming = new ArrayList<>(all);
    coming.addAll(all.subList(30, 90));
    Collections.shuffle(coming, random);
    PatternLedger ledger = PatternLedger.empty(saturation);
    for (Occurrence each : coming) {
      ledger = ledger.put(each).ledger();
      if (random.nextInt(4) == 0) {
        ledger = ledger.takeOut(erased.get(random.nextInt(erased.size())).occasion()).ledger();
      }
    }
    Set<String> gone = Set.copyOf(erased.stream().map(Occurrence::occasion).toList());
    return ledger.change(List.of(), gone).ledger();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void corrections_appliedOneByOne_keepTheSumRight(long seed) {
    for (Saturation saturation : BOTH) {
      Random random = new Random(seed);
      List<Occurrence> coming = new RandomHistory(random).occurrences(100, 20);
      Map<String, Occurrence> there = new HashMap<>();
      PatternLedger ledger = PatternLedger.empty(saturation);
      HalfLives sums = HalfLives.NONE;
      for (Occurrence each : coming) {
        Change change =
            random.nextInt(3) == 0 && !there.isEmpty()
                ? ledger.takeOut(there.keySet().iterator().next())
                : ledger.put(each);
        ledger = change.ledger();
        for (Correction correction : change.corrections()) {
          sums = sums.apply(correction);
        }
        there.clear();
        ledger.steps().forEach(step -> there.put(step.occurrence().occasion(), step.occurrence()));
      }
      Map<String, Double> direct = direct(saturation, there.values());
      for (HalfLife halfLife : HalfLives.STANDARD) {
        double expected =
            there.values().stream()
                .mapToDouble(each ->
                    direct.getOrDefault(each.occasion(), 0.0) * halfLife.remaining(NOW - each.at()))
                .sum();
        assertThat(sums.of(halfLife).read(NOW))
            .as("seed %d", seed)
            .isCloseTo(expected, within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void steps_storedAfterEachChange_areThoseOfTheLedger(long seed) {
    RandomHistory history = new RandomHistory(seed);
    List<Occurrence> coming = history.occurrences(100, 10);
    coming.set(7, new Occurrence("o7", coming.get(7).at(), 0));
    Map<String, Step> stored = new HashMap<>();
    PatternLedger ledger = PatternLedger.empty(REPEATS);
    for (Occurrence each : coming) {
      Set<String> gone = Set.of("o" + history.random().nextInt(100));
      Change change = ledger.change(List.of(each), gone);
      ledger = change.ledger();
      gone.forEach(stored::remove);
      change.steps().forEach(step -> stored.put(step.occurrence().occasion(), step));
    }
    assertThat(stored.values())
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(ledger.steps());
  }

  @Test
  void change_lateOccurrence_correctsItsSuccessorsOnly() {
    PatternLedger ledger =
        PatternLedger.of(
            REPEATS, List.of(new Occurrence("a", NOW - 2 * DAY, 10), new Occurrence("c", NOW, 10)));
    Change change = ledger.put(new Occurrence("b", NOW - DAY, 10));
    assertThat(change.corrections()).extracting(Correction::occasion).containsExactly("b", "c");
    Correction late = change.corrections().getFirst();
    assertThat(late.before()).isZero();
    assertThat(late.at()).isEqualTo(NOW - DAY);
    Correction successor = change.corrections().getLast();
    assertThat(successor.before()).isCloseTo(10 * Math.pow(0.6, 0.25), within(1e-12));
    assertThat(successor.after()).isCloseTo(10 * Math.pow(0.6, 0.75), within(1e-12));
  }

  @Test
  void change_takenOut_isTheInverse() {
    PatternLedger before =
        PatternLedger.of(
            REPEATS, List.of(new Occurrence("a", NOW - 2 * DAY, 10), new Occurrence("c", NOW, 10)));
    Change put = before.put(new Occurrence("b", NOW - DAY, 10));
    Change takenOut = put.ledger().takeOut("b");
    assertThat(takenOut.ledger()).isEqualTo(before);
    for (int i = 0; i < 2; i++) {
      assertThat(takenOut.corrections().get(i).before())
          .isEqualTo(put.corrections().get(i).after());
      assertThat(takenOut.corrections().get(i).after())
          .isEqualTo(put.corrections().get(i).before());
    }
  }

  @Test
  void change_sameAgainOrUnknown_correctsNothing() {
    PatternLedger ledger = PatternLedger.of(REPEATS, List.of(new Occurrence("a", NOW, 10)));
    assertThat(ledger.put(new Occurrence("a", NOW, 10)).corrections()).isEmpty();
    assertThat(ledger.takeOut("b").corrections()).isEmpty();
  }

  @Test
  void change_viewGrows_replacesItsMinutes() {
    PatternLedger ledger = PatternLedger.of(TIME, List.of(new Occurrence("a", NOW, 1)));
    Change change = ledger.put(new Occurrence("a", NOW, 3));
    assertThat(change.corrections())
        .containsExactly(new Correction("a", NOW, 2 * Math.log1p(1), 2 * Math.log1p(3)));
  }

  @Test
  void change_occasionMovesInTime_isCorrectedAtBothTimes() {
    PatternLedger ledger = PatternLedger.of(REPEATS, List.of(new Occurrence("a", NOW, 10)));
    Change change = ledger.put(new Occurrence("a", NOW - DAY, 10));
    assertThat(change.corrections())
        .containsExactly(new Correction("a", NOW - DAY, 0, 10), new Correction("a", NOW, 10, 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void change_partOfALongLedger_isAsInTheWhole(long seed) {
    RandomHistory history = new RandomHistory(seed);
    PatternLedger whole = PatternLedger.of(REPEATS, history.occurrences(80, 20));
    PatternLedger part = new PatternLedger(REPEATS, whole.steps().subList(50, 80));
    Occurrence late = new Occurrence("late", part.steps().get(3).occurrence().at() + 1, 5);
    assertThat(part.put(late).corrections())
        .as("seed %d", seed)
        .isEqualTo(whole.put(late).corrections());
    assertThat(part.put(late).steps()).as("seed %d", seed).isEqualTo(whole.put(late).steps());
    Occurrence tooLate = new Occurrence("z", part.steps().getFirst().occurrence().at() - 1, 5);
    assertThatThrownBy(() -> part.put(tooLate)).hasMessageContaining("before the part");
    assertThatThrownBy(() -> part.takeOut(part.steps().getFirst().occurrence().occasion()))
        .hasMessageContaining("before the part");
  }

  @Test
  void ledger_wrongSteps_areRefused() {
    Step first = new Step(new Occurrence("a", NOW, 1), 0, 1);
    Step earlier = new Step(new Occurrence("b", NOW - 1, 1), 1, 1);
    assertThatThrownBy(() -> new PatternLedger(REPEATS, List.of(first, earlier)))
        .hasMessageContaining("in order of time");
    assertThatThrownBy(() -> new PatternLedger(REPEATS, List.of(first, first)))
        .hasMessageContaining("there twice: a");
  }

  @Test
  void saturation_outOfBounds_isRefused() {
    assertThatThrownBy(() -> new Repeats(0, HalfLife.ofDays(1))).hasMessageContaining("ratio");
    assertThatThrownBy(() -> new Repeats(1.01, HalfLife.ofDays(1))).hasMessageContaining("ratio");
    assertThatThrownBy(() -> new ActiveTime(-1, HalfLife.ofDays(1))).hasMessageContaining("points");
    assertThatThrownBy(() -> new Occurrence("a", NOW, -1)).hasMessageContaining("from 0 up");
    assertThatThrownBy(() -> new Occurrence("a", NOW, Double.NaN)).hasMessageContaining("amount");
  }

  @Test
  void repeats_ratioOne_isNoSaturation() {
    Repeats none = new Repeats(1, HalfLife.ofDays(1));
    assertThat(PatternLedger.of(none, new RandomHistory(1).occurrences(30, 3)).steps())
        .allSatisfy(step -> assertThat(step.points()).isEqualTo(step.occurrence().amount()));
  }
}
