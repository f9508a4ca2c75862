package dev.gumleaf.signal;

import dev.gumleaf.condition.ConditionException;

/** A rule cannot be read; the message says where, and what would be right. */
public final class RuleException extends ConditionException {
  private static final long serialVersionUID = 1L;

  RuleException(ConditionException e) {
    super(e.place(), e.detail());
  }
}
