package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * One time that something happened which counts.
 *
 * @param occasion names it, uniquely inside its pattern
 * @param at its effective time, in milliseconds since 1970, UTC
 * @param amount what is counted of it: points, or minutes of active time; not below 0
 */
public record Occurrence(String occasion, long at, double amount) {
  /** By time; the occasion only makes the order the same wherever times are equal. */
  static final Comparator<Occurrence> IN_TIME =
      Comparator.comparingLong(Occurrence::at).thenComparing(Occurrence::occasion);

  /** Checks the amount. */
  public Occurrence {
    requireNonNull(occasion, "occasion");
    if (!(amount >= 0) || Double.isInfinite(amount)) {
      throw new IllegalArgumentException("an amount is a number from 0 up, not " + amount);
    }
  }
}
