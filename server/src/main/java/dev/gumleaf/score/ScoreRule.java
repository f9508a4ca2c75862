package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

/**
 * What one kind of thing is worth, and in which group.
 *
 * @param group the name of a group of the model
 * @param points from 0 to {@link #POINTS_MAX}; 0 does not count
 */
public record ScoreRule(String group, double points) {
  /** Points of one thing; with more, one thing alone would make the score. */
  public static final double POINTS_MAX = 1_000;

  /** Checks the points. */
  public ScoreRule {
    requireNonNull(group, "group");
    if (!(points >= 0 && points <= POINTS_MAX)) {
      throw new IllegalArgumentException(
          "points are from 0 to %.0f, not %s".formatted(POINTS_MAX, points));
    }
  }
}
