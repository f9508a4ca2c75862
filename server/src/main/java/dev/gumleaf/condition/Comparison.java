package dev.gumleaf.condition;

/**
 * A condition on a value, or its opposite.
 *
 * @param negated whether it holds when the condition is not met, so also when there is no value
 */
public record Comparison(Condition condition, boolean negated) {
  /** Whether it depends on the day on which it is asked. */
  public boolean looksBack() {
    return condition instanceof Condition.InLastDays;
  }
}
