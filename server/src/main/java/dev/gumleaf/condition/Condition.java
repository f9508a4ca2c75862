package dev.gumleaf.condition;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What a value is compared with. Texts are compared as {@link ReadText} reads them: ASCII letters
 * without regard to case. A text that is a plain decimal number counts as that number, too, because
 * many senders quote their numbers.
 */
public sealed interface Condition {
  /** Equal to one of these. */
  record Is(List<Scalar> values) implements Condition {
    public Is {
      values = List.copyOf(values);
    }
  }

  /** A text with one of these in it at that place. */
  record Matches(Part part, List<String> texts) implements Condition {
    public Matches {
      texts = List.copyOf(texts);
    }
  }

  /** Where a text is looked for. */
  enum Part {
    ANYWHERE,
    START,
    END,
    /** All of it; {@code *} stands for any text. */
    WHOLE
  }

  /** There is a value, and it is no empty text, list or object. */
  record IsSet() implements Condition {}

  /** On one side of a bound. */
  record Order(Relation relation, Bound bound) implements Condition {}

  /** From one bound to another, both included. */
  record Between(Bound low, Bound high) implements Condition {}

  /** A time, or a day, of the last so many times 24 hours. */
  record InLastDays(int days) implements Condition {}

  /** The four ways in which a value can be on one side of a bound. */
  enum Relation {
    LESS,
    AT_MOST,
    AT_LEAST,
    GREATER;

    /** Whether a number is on its side of a bound; both zeros are one. */
    public boolean holds(double value, double bound) {
      return holds(value < bound ? -1 : value > bound ? 1 : 0);
    }

    /** Whether a value that compares so with the bound is on its side. */
    public boolean holds(int comparison) {
      return switch (this) {
        case LESS -> comparison < 0;
        case AT_MOST -> comparison <= 0;
        case AT_LEAST -> comparison >= 0;
        case GREATER -> comparison > 0;
      };
    }
  }

  /** What a filter names as a value. */
  sealed interface Scalar {
    record Text(String text) implements Scalar {}

    record Numeric(BigDecimal value) implements Scalar {}

    record Flag(boolean value) implements Scalar {}
  }

  /** What values can be less or greater than. */
  sealed interface Bound {
    record Numeric(BigDecimal value) implements Bound {}

    /** A whole day: of UTC for times, and as it is written for dates in traits. */
    record Day(LocalDate date) implements Bound {}
  }
}
