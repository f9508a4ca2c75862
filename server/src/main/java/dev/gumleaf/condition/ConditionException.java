package dev.gumleaf.condition;

/** A condition cannot be read; the message says where, and what would be right. */
public final class ConditionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  public ConditionException(String place, String message) {
    super(place + " " + message);
    problem = place + " " + message;
  }

  /** Where something is wrong, and what would be right. */
  public String problem() {
    return problem;
  }
}
