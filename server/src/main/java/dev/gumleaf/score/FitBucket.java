package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

/**
 * Companies that are alike in one fact, such as those with 51 to 250 employees.
 *
 * @param attribute the name of the fact; a company is in the first bucket of it that holds
 */
public record FitBucket(String attribute, FitCondition condition) {
  public FitBucket {
    requireNonNull(attribute, "attribute");
    requireNonNull(condition, "condition");
  }
}
