package dev.gumleaf.audience;

import dev.gumleaf.condition.ConditionLimits;

/** How much a filter may ask for, beside what conditions may. */
public final class FilterLimits {
  /** Days that a filter looks back. */
  public static final int DAYS_MAX = ConditionLimits.DAYS_MAX;

  /** How often something can be asked to have been done. */
  public static final int TIMES_MAX = 1_000;

  private FilterLimits() {}
}
