package dev.gumleaf.audience;

import dev.gumleaf.condition.Condition;
import dev.gumleaf.condition.Condition.Between;
import dev.gumleaf.condition.Condition.Bound;
import dev.gumleaf.condition.Condition.InLastDays;
import dev.gumleaf.condition.Condition.Is;
import dev.gumleaf.condition.Condition.IsSet;
import dev.gumleaf.condition.Condition.Matches;
import dev.gumleaf.condition.Condition.Order;
import dev.gumleaf.condition.Condition.Relation;
import dev.gumleaf.condition.Condition.Scalar;
import dev.gumleaf.condition.Days;
import dev.gumleaf.condition.TextTest;
import dev.gumleaf.model.Strength;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalDouble;

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
              : texts.values().stream().anyMatch(value -> TextTest.meets(value, condition, now));
      case Fact.Count(long value) ->
          meetsNumber(
              compare.field() == Property.ACTIVE_SECONDS ? value / MILLIS : value, condition);
      case Fact.Amount(OptionalDouble value) ->
          value.isPresent() && meetsNumber(value.getAsDouble(), condition);
      case Fact.Score score ->
          compare.field() == Property.STRENGTH
              ? TextTest.meets(Strength.of(score.number(now)).word(), condition, now)
              : meetsNumber(score.number(now), condition);
      case Fact.Flag(boolean value) ->
          condition instanceof Is is && is.values().contains(new Scalar.Flag(value));
      case Fact.Time time ->
          time.millis().isPresent() && meetsTime(time.millis().getAsLong(), condition, now);
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
        && relation.holds(value, number.value().doubleValue());
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
}
