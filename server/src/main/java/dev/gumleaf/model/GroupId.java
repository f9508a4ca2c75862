package dev.gumleaf.model;

/**
 * A tenant of the customer's application inside one account: its traits are kept apart and shown
 * side by side. {@link #NONE} is the account itself.
 */
public record GroupId(String value) {
  /** The traits of the account as a whole. */
  public static final GroupId NONE = new GroupId("");

  public boolean isNone() {
    return value.isEmpty();
  }
}
