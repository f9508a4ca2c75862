package dev.gumleaf.condition;

import dev.gumleaf.condition.Condition.Between;
import dev.gumleaf.condition.Condition.Bound;
import dev.gumleaf.condition.Condition.InLastDays;
import dev.gumleaf.condition.Condition.Is;
import dev.gumleaf.condition.Condition.IsSet;
import dev.gumleaf.condition.Condition.Matches;
import dev.gumleaf.condition.Condition.Order;
import dev.gumleaf.condition.Condition.Relation;
import dev.gumleaf.condition.Condition.Scalar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Compares one text with a condition. What does not fit together is not met. */
public final class TextTest {
  private TextTest() {}

  /**
   * Whether a text meets a condition.
   *
   * @param now the time that {@link InLastDays} looks back from
   */
  public static boolean meets(String text, Condition condition, Instant now) {
    return meetsRead(ReadText.of(text), condition, now);
  }

  private static boolean meetsRead(String read, Condition condition, Instant now) {
    return switch (condition) {
      case Is is -> is.values().stream().anyMatch(value -> isEqual(read, value));
      case Matches matches -> matches(matches, read);
      case IsSet set -> !read.isEmpty();
      case Order(Relation relation, Bound bound) -> isOn(relation, read, bound);
      case Between(Bound low, Bound high) ->
          isOn(Relation.AT_LEAST, read, low) && isOn(Relation.AT_MOST, read, high);
      case InLastDays(int days) -> {
        LocalDate today = Days.of(now);
        yield isOn(Relation.AT_LEAST, read, new Bound.Day(today.minusDays(days)))
            && isOn(Relation.AT_MOST, read, new Bound.Day(today));
      }
    };
  }

  private static boolean matches(Matches matches, String read) {
    return matches.texts().stream()
        .map(ReadText::of)
        .anyMatch(text ->
            switch (matches.part()) {
              case ANYWHERE -> read.contains(text);
              case START -> read.startsWith(text);
              case END -> read.endsWith(text);
              case WHOLE -> Wildcards.match(read, text);
            });
  }

  private static boolean isEqual(String read, Scalar value) {
    return switch (value) {
      case Scalar.Text(String text) -> read.equals(ReadText.of(text));
      case Scalar.Numeric number -> {
        OptionalDouble own = ReadText.number(read);
        yield own.isPresent() && own.getAsDouble() == number.value().doubleValue();
      }
      case Scalar.Flag(boolean flag) -> read.equals(String.valueOf(flag));
    };
  }

  private static boolean isOn(Relation relation, String read, Bound bound) {
    return switch (bound) {
      case Bound.Numeric number -> {
        OptionalDouble own = ReadText.number(read);
        yield own.isPresent() && relation.holds(own.getAsDouble(), number.value().doubleValue());
      }
      case Bound.Day(LocalDate date) -> {
        OptionalInt own = ReadText.day(read);
        yield own.isPresent() && relation.holds(Integer.compare(own.getAsInt(), Days.number(date)));
      }
    };
  }
}
