package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

/**
 * How many times as often accounts convert after a signal as accounts do at all.
 *
 * @param times {@code P(converted | fired) / P(converted)}; 1 says nothing
 * @param interval by Wilson's for the share after the signal; the share of all is taken as known
 */
public record Lift(double times, Interval interval) {
  public Lift {
    requireNonNull(interval, "interval");
  }
}
