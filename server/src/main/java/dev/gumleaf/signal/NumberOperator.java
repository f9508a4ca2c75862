package dev.gumleaf.signal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How two numbers are compared. */
public enum NumberOperator {
  EQUALS,
  LESS_THAN,
  AT_MOST,
  GREATER_THAN,
  AT_LEAST;

  /**
   * Whether it fits.
   *
   * @param comparison of the value with the number in the rule, as of {@link Comparable#compareTo}
   */
  boolean fits(int comparison) {
    return switch (this) {
      case EQUALS -> comparison == 0;
      case LESS_THAN -> comparison < 0;
      case AT_MOST -> comparison <= 0;
      case GREATER_THAN -> comparison > 0;
      case AT_LEAST -> comparison >= 0;
    };
  }

  /** The word in a rule. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<NumberOperator> ofWord(String word) {
    return Arrays.stream(values()).filter(operator -> operator.word().equals(word)).findFirst();
  }
}
