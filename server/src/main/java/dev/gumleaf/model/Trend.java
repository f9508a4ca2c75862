package dev.gumleaf.model;

import java.util.Locale;

/** Where the interest of an account is going, compared with what is usual for that account. */
public enum Trend {
  /** Not seen for long or often enough to know what is usual. */
  NEW,
  /** Far more than usual, and at least twice as much. */
  SURGING,
  /** More than usual. */
  HEATING,
  NEUTRAL,
  /** Less than usual, after there was something. */
  COOLING;

  /** The word on the wire and in lists. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
