package dev.gumleaf.score;

import dev.gumleaf.score.Deed.Hit;
import dev.gumleaf.score.Deed.PageView;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds up the deeds of one person on one day, in any order: how often each page was looked at and
 * each signal set off, and the minutes. So a day takes as much memory as it has different pages,
 * however often they were looked at. Not thread-safe.
 */
public final class DayDeeds {
  private static final double MILLIS_PER_MINUTE = 60_000;

  /** How often, and when last. */
  private record Times(int count, long last) {
    Times plus(Times other) {
      return new Times(count + other.count, Math.max(last, other.last));
    }
  }

  // Sorted, so that sums are the same to the last bit whatever came first.
  private final SortedMap<String, Times> pages = new TreeMap<>();
  private final SortedMap<Long, Times> signals = new TreeMap<>();
  private long activeMillis;
  private long lastView = Long.MIN_VALUE;

  /** Adds a deed of the day. */
  public void add(Deed deed) {
    switch (deed) {
      case PageView(String page, long at, long millis) -> {
        pages.merge(page, new Times(1, at), Times::plus);
        activeMillis += millis;
        lastView = Math.max(lastView, at);
      }
      case Hit(long signal, long at) -> signals.merge(signal, new Times(1, at), Times::plus);
    }
  }

  /** The points of the day by the name of their group, each as of the last deed in it. */
  public SortedMap<String, Points> points(ScoreModel model) {
    SortedMap<String, Points> groups = new TreeMap<>();
    pages.values().forEach(times -> add(groups, model, model.pages(), times));
    signals.forEach((signal, times) -> add(groups, model, model.signal(signal), times));
    double minutes = activeMillis / MILLIS_PER_MINUTE;
    add(groups, model.time().group(), model.time().points() * StrictMath.log1p(minutes), lastView);
    return groups;
  }

  private static void add(
      Map<String, Points> groups, ScoreModel model, ScoreRule rule, Times times) {
    double ratio = model.repeats();
    double full =
        ratio == 1 ? times.count() : (1 - StrictMath.pow(ratio, times.count())) / (1 - ratio);
    add(groups, rule.group(), rule.points() * full, times.last());
  }

  private static void add(Map<String, Points> groups, String group, double points, long at) {
    if (points > 0) {
      groups.merge(group, new Points(points, at), Points::plus);
    }
  }
}
