package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

/**
 * What one occasion contributed until now, and what it does from now on.
 *
 * @param at the time as of which both were or will be added
 * @param before points; 0 when it was not there, or not as of this time
 * @param after points; 0 when it is gone
 */
public record Correction(String occasion, long at, double before, double after) {
  public Correction {
    requireNonNull(occasion, "occasion");
  }
}
