package dev.gumleaf.model;

import static java.util.Objects.requireNonNull;

/** An e-mail address in lower case; what makes a profile a known one. */
public record EmailAddress(String value) {
  public EmailAddress {
    requireNonNull(value, "value");
  }

  /** The part behind the last @. */
  public String domain() {
    return value.substring(value.lastIndexOf('@') + 1);
  }
}
