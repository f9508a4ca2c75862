package dev.gumleaf.signal;

import dev.gumleaf.model.TraitValue;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers that are subtracted from each other, by their exact values. */
final class Decimals {
  /** Digits of a number that is one; what is longer, such as 1e999999999, fills memory if added. */
  static final int DIGITS_MAX = 1_000;

  private Decimals() {}

  /** The value as a number, if it is one, also one that is written as a text. */
  static Optional<BigDecimal> find(@Nullable TraitValue value) {
    String literal =
        switch (value) {
          case TraitValue.Numeric(String digits) -> digits;
          case TraitValue.Text(String text) -> text.strip();
          case null, default -> "";
        };
    try {
      return literal.isEmpty()
          ? Optional.empty()
          : Optional.of(new BigDecimal(literal)).filter(Decimals::isPlain);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** Whether a number can be added to others without filling memory. */
  static boolean isPlain(BigDecimal number) {
    return Math.abs((long) number.scale()) + number.precision() <= DIGITS_MAX;
  }
}
