package dev.gumleaf.signal;

import dev.gumleaf.model.TraitValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A test of one value. What is absent, deleted or of another type passes no test but those that say
 * so.
 */
public sealed interface ValueTest {
  /** Digits of a number that is one; what is longer, such as 1e999999999, fills memory if added. */
  int DIGITS_MAX = 1_000;

  /**
   * Whether a value passes.
   *
   * @param value null when there is none
   */
  boolean passes(@Nullable TraitValue value);

  /** That there is a value, or none. */
  record Presence(boolean expected) implements ValueTest {
    @Override
    public boolean passes(@Nullable TraitValue value) {
      return isSet(value) == expected;
    }
  }

  /**
   * Compares the text of a value, in any case, with some; the first that fits is enough. Numbers
   * and flags are compared as they are written.
   */
  record Texts(TextOperator operator, List<String> texts) implements ValueTest {
    public Texts {
      texts = texts.stream().map(Texts::folded).toList();
    }

    @Override
    public boolean passes(@Nullable TraitValue value) {
      if (!isSet(value)) {
        return operator.isNegative();
      }
      String text = folded(text(value));
      return operator.isNegative() != texts.stream().anyMatch(each -> operator.fits(text, each));
    }

    private static String folded(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  }

  /** Compares a number, also one that is written as a text, by its exact value. */
  record Numbers(NumberOperator operator, BigDecimal number) implements ValueTest {
    @Override
    public boolean passes(@Nullable TraitValue value) {
      return ValueTest.number(value)
          .filter(each -> operator.fits(each.compareTo(number)))
          .isPresent();
    }
  }

  /** Whether there is a value at all. */
  static boolean isSet(@Nullable TraitValue value) {
    return value != null && !(value instanceof TraitValue.Deleted);
  }

  /** The value as somebody would write it. */
  static String text(@Nullable TraitValue value) {
    return switch (value) {
      case null -> "";
      case TraitValue.Text(String text) -> text;
      case TraitValue other -> other.json();
    };
  }

  /** The value as a number, if it is one. */
  static Optional<BigDecimal> number(@Nullable TraitValue value) {
    String literal =
        switch (value) {
          case TraitValue.Numeric(String digits) -> digits;
          case TraitValue.Text(String text) -> text.strip();
          case null, default -> "";
        };
    try {
      return literal.isEmpty()
          ? Optional.empty()
          : Optional.of(new BigDecimal(literal)).filter(ValueTest::isPlain);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** Whether a number can be added to others without filling memory. */
  static boolean isPlain(BigDecimal number) {
    return Math.abs((long) number.scale()) + number.precision() <= DIGITS_MAX;
  }
}
