package dev.gumleaf.model;

import java.util.Locale;

/** How strong the interest of an account is, in words; the bands are those of Koala. */
public enum Strength {
  NONE(0),
  LOW(1),
  MEDIUM(20),
  HIGH(50),
  VERY_HIGH(80);

  private final double from;

  Strength(double from) {
    this.from = from;
  }

  /** The lowest number, of 0 to 100, that is called so. */
  public double from() {
    return from;
  }

  /** The word for a number of 0 to 100. */
  public static Strength of(double number) {
    Strength strength = NONE;
    for (Strength each : values()) {
      strength = number >= each.from ? each : strength;
    }
    return strength;
  }

  /** The word on the wire and in lists. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
