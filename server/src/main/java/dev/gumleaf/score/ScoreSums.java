package dev.gumleaf.score;

import java.util.Map;
import java.util.TreeMap;

/**
 * All that is kept of one account for its score: the decayed points of each group. Immutable.
 * Order, lateness and merging are as with {@link DecayedSum}.
 *
 * @param groups by the name of the group
 */
public record ScoreSums(Map<String, HalfLives> groups) {
  /** An account that nothing is known of. */
  public static final ScoreSums NONE = new ScoreSums(Map.of());

  /** Copies the map. */
  public ScoreSums {
    groups = Map.copyOf(groups);
  }

  /** With more points in one group. */
  public ScoreSums add(String group, double points, long at) {
    return with(group, of(group).add(points, at));
  }

  /** Without points that were added as of that time. */
  public ScoreSums remove(String group, double points, long at) {
    return add(group, -points, at);
  }

  /** With what a correction of a {@link PatternLedger} changes. */
  public ScoreSums apply(String group, Correction correction) {
    return with(group, of(group).apply(correction));
  }

  /** The sums of both, for an account that takes in another. */
  public ScoreSums merge(ScoreSums other) {
    Map<String, HalfLives> merged = new TreeMap<>(groups);
    other.groups.forEach((group, sums) -> merged.merge(group, sums, HalfLives::merge));
    return new ScoreSums(merged);
  }

  /** The sums of one group. */
  public HalfLives of(String group) {
    return groups.getOrDefault(group, HalfLives.NONE);
  }

  private ScoreSums with(String group, HalfLives sums) {
    Map<String, HalfLives> changed = new TreeMap<>(groups);
    changed.put(group, sums);
    return new ScoreSums(changed);
  }
}
