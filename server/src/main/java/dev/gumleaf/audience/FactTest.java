package dev.gumleaf.audience;

import dev.gumleaf.audience.Condition.Between;
import dev.gumleaf.audience.Condition.Bound;
import dev.gumleaf.audience.Condition.InLastDays;
import dev.gumleaf.audience.Condition.Is;
import dev.gumleaf.audience.Condition.IsSet;
import dev.gumleaf.audience.Condition.Matches;
import dev.gumleaf.audience.Condition.Order;
import dev.gumleaf.audience.Condition.Relation;
import dev.gumleaf.audience.Condition.Scalar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Compares one fact with a condition. What does not fit together is not met. */
final class FactTest {
  private static final double MILLIS = 1_000;

  private FactTest() {}

  static boolean meets(Fact fact, AudienceFilter.Compare compare, Instant now) {
    Condition condition = compare.condition();
    return switch (fact) {
      case Fact.Texts texts ->
          condition instanceof IsSet
              ? texts.isSet()
              : texts.values().stream()
                  .anyMatch(value -> meetsText(ReadText.of(value), condition, now));
      case Fact.Count(long value) ->
          meetsNumber(
              compare.field() == Property.ACTIVE_SECONDS ? value / MILLIS : value, condition);
      case Fact.Flag(boolean value) ->
          condition instanceof Is is && is.values().contains(new Scalar.Flag(value));
      case Fact.Time time ->
          time.millis().isPresent() && meetsTime(time.millis().getAsLong(), condition, now);
    };
  }

  private static boolean meetsText(String read, Condition condition, Instant now) {
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

  static boolean matches(Matches matches, String read) {
    String text = ReadText.of(matches.text());
    return switch (matches.part()) {
      case ANYWHERE -> read.contains(text);
      case START -> read.startsWith(text);
      case END -> read.endsWith(text);
    };
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
        yield own.isPresent()
            && relation.holds(compare(own.getAsDouble(), number.value().doubleValue()));
      }
      case Bound.Day(LocalDate date) -> {
        OptionalInt own = ReadText.day(read);
        yield own.isPresent() && relation.holds(Integer.compare(own.getAsInt(), Days.number(date)));
      }
    };
  }

  private static boolean meetsNumber(double value, Condition condition) {
    return switch (condition) {
      case Is is ->
          is.values().stream()
              .anyMatch(each ->
                  each instanceof Scalar.Numeric number && number.value().doubleValue() == value);
      case Order(Relation relation, Bound bound) -> isOn(relation, value, bound);
      case Between(Bound low, Bound high) ->
          isOn(Relation.AT_LEAST, value, low) && isOn(Relation.AT_MOST, value, high);
      case Matches matches -> false;
      case InLastDays days -> false;
      case IsSet set -> true;
    };
  }

  private static boolean isOn(Relation relation, double value, Bound bound) {
    return bound instanceof Bound.Numeric number
        && relation.holds(compare(value, number.value().doubleValue()));
  }

  private static boolean meetsTime(long millis, Condition condition, Instant now) {
    return switch (condition) {
      case Order(Relation relation, Bound bound) -> isOn(relation, millis, bound);
      case Between(Bound low, Bound high) ->
          isOn(Relation.AT_LEAST, millis, low) && isOn(Relation.AT_MOST, millis, high);
      case InLastDays(int days) -> millis >= Days.before(now, days);
      case IsSet set -> true;
      case Is is -> false;
      case Matches matches -> false;
    };
  }

  private static boolean isOn(Relation relation, long millis, Bound bound) {
    return bound instanceof Bound.Day(LocalDate date)
        && relation.holds(Days.of(Instant.ofEpochMilli(millis)).compareTo(date));
  }

  /** As numbers compare: both zeros are one. */
  private static int compare(double a, double b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }
}
