package dev.gumleaf.store;

import dev.gumleaf.model.Strength;
import dev.gumleaf.model.Trend;

/**
 * How much interest an account shows at the time it is read.
 *
 * @param number 0 to 100, to one decimal
 */
public record AccountScore(double number, Strength strength, Trend trend) {
  /** The score of an account that did nothing. */
  public static final AccountScore NONE = new AccountScore(0, Strength.NONE, Trend.NEW);
}
