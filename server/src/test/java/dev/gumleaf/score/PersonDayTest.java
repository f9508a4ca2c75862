package dev.gumleaf.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gumleaf.score.Deed.Hit;
import dev.gumleaf.score.Deed.PageView;
import dev.gumleaf.score.PersonDay.Worth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonDayTest {
  private static final ScoreModel MODEL = ScoreModel.standard();
  private static final long MINUTE = 60_000;

  private static double points(Map<String, Points> groups, String group) {
    return groups.getOrDefault(group, Points.NONE).points();
  }

  @Test
  void points_samePageAgain_countsLessAndLess() {
    List<Deed> looks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      looks.add(new PageView("/pricing", i, 0));
    }
    assertThat(points(PersonDay.points(MODEL, looks), "pages"))
        .isCloseTo(1 + 0.6 + 0.36, within(1e-12));
    for (int i = 3; i < 1_000; i++) {
      looks.add(new PageView("/pricing", i, 0));
    }
    assertThat(points(PersonDay.points(MODEL, looks), "pages")).isCloseTo(2.5, within(1e-9));
  }

  @Test
  void points_differentPages_countInFull() {
    List<Deed> looks =
        List.of(new PageView("/a", 1, 0), new PageView("/b", 2, 0), new PageView("/c", 5, 0));
    assertThat(PersonDay.points(MODEL, looks)).containsOnlyKeys("pages");
    assertThat(PersonDay.points(MODEL, looks)).containsEntry("pages", new Points(3, 5));
  }

  @Test
  void points_minutes_countTheSameHoweverDivided() {
    Map<String, Points> once = PersonDay.points(MODEL, List.of(new PageView("/a", 9, 30 * MINUTE)));
    List<Deed> divided = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      divided.add(new PageView("/a" + i, i, 3 * MINUTE));
    }
    double many = points(PersonDay.points(MODEL, divided), "time");
    assertThat(many).isCloseTo(points(once, "time"), within(1e-9));
    assertThat(many).isCloseTo(2 * Math.log(31), within(1e-9));
  }

  @Test
  void points_signals_haveTheirRule() {
    ScoreModel model =
        new ScoreModel(
            2,
            HalfLife.ofDays(7),
            100,
            MODEL.groups(),
            Map.of(7L, new ScoreRule("pages", 4), 8L, new ScoreRule("signals", 0)),
            MODEL.otherSignals(),
            MODEL.pages(),
            MODEL.time(),
            1,
            0);
    Map<String, Points> points =
        PersonDay.points(
            model, List.of(new Hit(7, 1), new Hit(7, 2), new Hit(8, 3), new Hit(9, 4)));
    assertThat(points).isEqualTo(Map.of("pages", new Points(8, 2), "signals", new Points(10, 4)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void points_anyOrder_areTheSameAndWhatTheDeedsPutIn(long seed) {
    Random random = new Random(seed);
    List<Deed> deeds = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      deeds.add(
          random.nextInt(4) == 0
              ? new Hit(random.nextInt(3), random.nextInt(50))
              : new PageView("/" + random.nextInt(5), random.nextInt(50), random.nextInt(200_000)));
    }
    Map<String, Points> expected = PersonDay.points(MODEL, deeds);
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(deeds, random);
      assertThat(PersonDay.points(MODEL, deeds)).as("seed %d", seed).isEqualTo(expected);
    }
    List<Worth> worths = PersonDay.worths(MODEL, deeds);
    double all = worths.stream().mapToDouble(each -> each.points() + each.minutesPoints()).sum();
    assertThat(all)
        .isCloseTo(expected.values().stream().mapToDouble(Points::points).sum(), within(1e-9));
  }
}
