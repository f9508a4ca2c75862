package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

/**
 * Companies that are alike in one fact, such as those with 51 to 250 employees.
 *
 * @param attribute the name of the fact
 * @param alone whether it is set against all others of which the fact is known, as is right for one
 *     of several words that a company can have at once; else a company is only in the first bucket
 *     of the attribute that holds
 */
public record FitBucket(String attribute, FitCondition condition, boolean alone) {
  public FitBucket {
    requireNonNull(attribute, "attribute");
    requireNonNull(condition, "condition");
  }

  /** One of several of which a company is in the first that holds. */
  public FitBucket(String attribute, FitCondition condition) {
    this(attribute, condition, false);
  }

  /** The name under which the rules that follow from it count once. */
  String criterion() {
    return alone ? condition.describe(attribute) : attribute;
  }
}
