package dev.gumleaf.condition;

/** A condition cannot be read; the message says where, and what would be right. */
public class ConditionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String detail;

  public ConditionException(String place, String detail) {
    super(place + " " + detail);
    this.place = place;
    this.detail = detail;
  }

  /** Where something is wrong, such as {@code filter.all[1].in_last_days}. */
  public String place() {
    return place;
  }

  /** What would be right there. */
  public String detail() {
    return detail;
  }

  /** Where something is wrong, and what would be right. */
  public String problem() {
    return place + " " + detail;
  }
}
