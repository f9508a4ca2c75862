package dev.gumleaf.model;

import java.util.Locale;

/** Where the interest of an account is going, compared with what is usual for that account. */
public enum Trend {
  /** Not seen for long or often enough to know what is usual. */
  NEW(0),
  /** Far more than usual, and at least twice as much. */
  SURGING(1),
  /** More than usual. */
  HEATING(2),
  NEUTRAL(3),
  /** Less than usual, after there was something. */
  COOLING(4);

  private final int code;

  Trend(int code) {
    this.code = code;
  }

  /** The number it is stored as. */
  public int code() {
    return code;
  }

  /** The label that is stored as a number. */
  public static Trend ofCode(int code) {
    return values()[code];
  }

  /** The word on the wire and in lists. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
