package dev.gumleaf.signal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** When a total of active time became enough. */
public final class Crossing {
  private Crossing() {}

  /**
   * One view of a page.
   *
   * @param at when it began, milliseconds since 1970
   * @param key tells views of one time apart, the same in any order of arrival
   */
  public record View(long at, long key, long activeMillis) {}

  /**
   * The view with which the total, added up in the order of time, became enough; empty when it
   * never did.
   */
  public static Optional<View> find(List<View> views, long activeMillisMin) {
    long total = 0;
    for (View view :
        views.stream()
            .sorted(Comparator.comparingLong(View::at).thenComparingLong(View::key))
            .toList()) {
      total += view.activeMillis();
      if (view.activeMillis() > 0 && total >= activeMillisMin) {
        return Optional.of(view);
      }
    }
    return Optional.empty();
  }
}
