package dev.gumleaf.score;

/** Rules of fit cannot be read; the message says where, and what would be right. */
public final class FitRuleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  FitRuleException(String where, String message) {
    super(where + " " + message);
    problem = where + " " + message;
  }

  /** Where in the rules something is wrong, and what would be right. */
  public String problem() {
    return problem;
  }
}
