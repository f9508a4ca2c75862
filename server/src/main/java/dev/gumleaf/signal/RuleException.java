package dev.gumleaf.signal;

import dev.gumleaf.condition.ConditionException;

/** A rule cannot be read; the message says where, and what would be right. */
public final class RuleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  RuleException(ConditionException e) {
    super(e.problem());
    problem = e.problem();
  }

  /** Where in the rule something is wrong, and what would be right. */
  public String problem() {
    return problem;
  }
}
