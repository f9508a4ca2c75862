package dev.gumleaf.score;

import static dev.gumleaf.score.RandomHistory.DAY;
import static dev.gumleaf.score.RandomHistory.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gumleaf.model.Score;
import dev.gumleaf.model.ScorePart;
import dev.gumleaf.model.Strength;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerTest {
  private static final ScoreModel MODEL = ScoreModel.standard();
  private static final Scorer SCORER = new Scorer(MODEL);
  private static final Instant AT = Instant.ofEpochMilli(NOW);

  private static List<AccountDay> days(long seed) {
    Random random = new Random(seed);
    List<AccountDay> days = new ArrayList<>();
    for (int ago = 0; ago < 60; ago++) {
      if (random.nextInt(3) > 0) {
        Map<String, Points> sums = new TreeMap<>();
        long at = NOW - ago * DAY - random.nextLong(DAY / 2);
        sums.put("signals", new Points(60 * random.nextDouble(), at));
        sums.put("pages", new Points(20 * random.nextDouble(), at - 5));
        sums.put("time", new Points(9 * random.nextDouble(), at - 9));
        days.add(AccountDay.of(MODEL, NOW / DAY - ago, 1 + random.nextInt(9), sums));
      }
    }
    return days;
  }

  @Test
  void accountDay_groups_areLimitedAndPeopleMultiply() {
    AccountDay day =
        AccountDay.of(
            MODEL,
            20_000,
            3,
            Map.of(
                "signals",
                new Points(50, 7),
                "pages",
                new Points(4, 9),
                "gone",
                new Points(99, 9)));
    assertThat(day.groups())
        .containsExactly(
            new AccountDay.Group("signals", new Points(50, 7), 40),
            new AccountDay.Group("pages", new Points(4, 9), 4));
    assertThat(day.total().at()).isEqualTo(9);
    assertThat(day.total().points()).isCloseTo(44 * (1 + 0.35 * Math.log(3)), within(1e-12));
    assertThat(day.byPeople()).isCloseTo(44 * 0.35 * Math.log(3), within(1e-12));
  }

  @Test
  void accountDay_groupsOfOtherRulesOnly_countsNothingAndSpoilsNothing() {
    AccountDay gone = AccountDay.of(MODEL, 20_000, 1, Map.of("gone", new Points(99, NOW)));
    assertThat(gone.total().points()).isZero();
    List<AccountDay> days = new ArrayList<>(days(3));
    Score without = SCORER.score(days, AT);
    days.add(gone);
    assertThat(SCORER.score(days, AT)).isEqualTo(without);
  }

  @Test
  void score_nothing_isNothing() {
    Score score = SCORER.score(List.of(), AT);
    assertThat(score.number()).isZero();
    assertThat(score.strength()).isEqualTo(Strength.NONE);
    assertThat(score.parts()).allMatch(part -> part.counted() == 0 && part.number() == 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void score_parts_addUp(long seed) {
    List<AccountDay> days = days(seed);
    Score score = SCORER.score(days, AT);
    double direct =
        days.stream().mapToDouble(day -> day.total().valueAt(NOW, MODEL.halfLife())).sum();
    assertThat(score.total()).isCloseTo(direct, within(1e-9));
    assertThat(score.parts().stream().mapToDouble(ScorePart::counted).sum())
        .isCloseTo(score.total(), within(1e-9));
    long tenths = score.parts().stream().mapToLong(part -> Math.round(part.number() * 10)).sum();
    assertThat(tenths).as("as printed").isEqualTo(Math.round(score.number() * 10));
    assertThat(score.number()).isCloseTo(MODEL.number(score.total()), within(0.051));
    Score dayBefore =
        SCORER.score(
            days.stream().filter(day -> day.total().at() <= NOW - DAY).toList(),
            AT.minusSeconds(86_400));
    for (int i = 0; i < score.parts().size(); i++) {
      ScorePart part = score.parts().get(i);
      assertThat(dayBefore.parts().get(i).counted() + part.gained() - part.decayed())
          .as("%s: what it was, and gained, and lost", part.group())
          .isCloseTo(part.counted(), within(1e-9));
      assertThat(part.counted()).isLessThanOrEqualTo(part.raw() + 1e-9);
    }
  }

  @Test
  void score_aHalfLifeLater_isHalfTheTotal() {
    List<AccountDay> days = days(11);
    Score now = SCORER.score(days, AT);
    Score later = SCORER.score(days, AT.plusMillis(MODEL.halfLife().millis()));
    assertThat(later.total()).isCloseTo(now.total() / 2, within(1e-9));
    for (int i = 0; i < now.parts().size(); i++) {
      assertThat(later.parts().get(i).counted())
          .isCloseTo(now.parts().get(i).counted() / 2, within(1e-9));
    }
  }
}
