package dev.gumleaf.model;

import java.util.Locale;

/** How sure it is that an address belongs to a company; the surest first. */
public enum Confidence {
  /** The operator says so, or a database that knows the address as that of a business. */
  HIGH,
  /** A database names the company without saying what kind of network it is. */
  MEDIUM,
  /** Many of the people behind such an address have nothing to do with the company. */
  LOW;

  public boolean isAtLeast(Confidence other) {
    return compareTo(other) <= 0;
  }

  /** The word in settings, in lists and on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
