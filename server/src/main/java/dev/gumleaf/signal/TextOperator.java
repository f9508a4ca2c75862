package dev.gumleaf.signal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How two texts are compared. */
public enum TextOperator {
  IS(false) {
    @Override
    boolean fits(String text, String other) {
      return text.equals(other);
    }
  },
  IS_NOT(true) {
    @Override
    boolean fits(String text, String other) {
      return text.equals(other);
    }
  },
  CONTAINS(false) {
    @Override
    boolean fits(String text, String other) {
      return text.contains(other);
    }
  },
  DOES_NOT_CONTAIN(true) {
    @Override
    boolean fits(String text, String other) {
      return text.contains(other);
    }
  },
  STARTS_WITH(false) {
    @Override
    boolean fits(String text, String other) {
      return text.startsWith(other);
    }
  },
  ENDS_WITH(false) {
    @Override
    boolean fits(String text, String other) {
      return text.endsWith(other);
    }
  },
  /** A pattern in which {@code *} stands for any text; everything else for itself. */
  MATCHES(false) {
    @Override
    boolean fits(String text, String pattern) {
      return Wildcards.match(text, pattern);
    }
  };

  private final boolean negative;

  TextOperator(boolean negative) {
    this.negative = negative;
  }

  abstract boolean fits(String text, String other);

  /** Passes when none of the texts fits, so also when there is no value. */
  public boolean isNegative() {
    return negative;
  }

  /** The word in a rule. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<TextOperator> ofWord(String word) {
    return Arrays.stream(values()).filter(operator -> operator.word().equals(word)).findFirst();
  }
}
