package dev.gumleaf.score;

import dev.gumleaf.score.Deed.Hit;
import dev.gumleaf.score.Deed.PageView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the deeds of one person on one day, in UTC, are worth. It depends on the set of the deeds
 * alone: not on the order in which they came to be known.
 *
 * <p>Doing the same again counts less, so that breadth counts more than repetition: the n-th look
 * at a page of the day, or the n-th time of a signal, counts {@code w·ρ^(n−1)}; however often, all
 * together stay below {@code w/(1 − ρ)}. The minutes m of the day count {@code w·ln(1 + m)},
 * whatever pages they are divided into. The next day begins anew, because coming back tells more
 * than staying.
 */
public final class PersonDay {
  private static final double MILLIS_PER_MINUTE = 60_000;

  private static final Comparator<Deed> IN_TIME = Comparator.comparingLong(Deed::at);

  private PersonDay() {}

  /**
   * What a deed put into its group.
   *
   * @param minutesPoints what the time of a page view put into the group of time
   */
  public record Worth(Deed deed, String group, double points, double minutesPoints) {}

  /** The points of the day by the name of their group, each as of the last deed in it. */
  public static SortedMap<String, Points> points(ScoreModel model, Collection<Deed> deeds) {
    DayDeeds day = new DayDeeds();
    deeds.forEach(day::add);
    return day.points(model);
  }

  /** What each deed of the day put into it, in the order of time. */
  public static List<Worth> worths(ScoreModel model, Collection<Deed> deeds) {
    List<Worth> worths = new ArrayList<>();
    Map<Object, Integer> times = new HashMap<>();
    double minutes = 0;
    for (Deed deed : deeds.stream().sorted(IN_TIME.thenComparing(Deed::toString)).toList()) {
      switch (deed) {
        case PageView(String page, long _, long millis) -> {
          double more = minutes + millis / MILLIS_PER_MINUTE;
          double added =
              model.time().points() * (StrictMath.log1p(more) - StrictMath.log1p(minutes));
          minutes = more;
          worths.add(worth(model, deed, model.pages(), times.merge(page, 1, Integer::sum), added));
        }
        case Hit(long signal, long _) ->
            worths.add(
                worth(model, deed, model.signal(signal), times.merge(signal, 1, Integer::sum), 0));
      }
    }
    return worths;
  }

  private static Worth worth(
      ScoreModel model, Deed deed, ScoreRule rule, int time, double minutesPoints) {
    double points = rule.points() * StrictMath.pow(model.repeats(), time - 1);
    return new Worth(deed, rule.group(), points, minutesPoints);
  }
}
