package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

/**
 * What a fact about a company is worth.
 *
 * @param criterion rules of one criterion are tried in order, and the first that holds counts
 * @param attribute the name of the fact
 * @param points from −1000 to 1000
 */
public record FitRule(String criterion, String attribute, FitCondition condition, double points) {
  private static final double POINTS_MAX = 1_000;

  /** Checks names and points. */
  public FitRule {
    requireNonNull(condition, "condition");
    if (criterion.isBlank() || attribute.isBlank()) {
      throw new IllegalArgumentException("a rule of fit names its criterion and its attribute");
    }
    if (!(Math.abs(points) <= POINTS_MAX)) {
      throw new IllegalArgumentException(
          "points of \"%s\" are from -1000 to 1000, not %s".formatted(criterion, points));
    }
  }
}
