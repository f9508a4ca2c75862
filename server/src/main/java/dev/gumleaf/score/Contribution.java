package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Points that one occasion put into a group.
 *
 * @param occasion the entry that made it, or whatever names it
 * @param at the time as of which they count, in milliseconds since 1970, UTC
 * @param points before any decay
 */
public record Contribution(String group, String occasion, long at, double points) {
  /** Checks nothing but that names are there. */
  public Contribution {
    requireNonNull(group, "group");
    requireNonNull(occasion, "occasion");
  }

  /** What is left of the points. */
  public double valueAt(long now, HalfLife halfLife) {
    return points * halfLife.remaining(now - at);
  }

  /** Those that count most at a time, the first first. */
  public static List<Contribution> top(
      Collection<Contribution> all, int limit, long now, HalfLife halfLife) {
    return all.stream()
        .sorted(
            Comparator.comparingDouble((Contribution each) -> -each.valueAt(now, halfLife))
                .thenComparing(Contribution::group)
                .thenComparing(Contribution::occasion))
        .limit(limit)
        .toList();
  }
}
