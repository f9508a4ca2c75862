package dev.gumleaf.store;

import static java.util.stream.Collectors.joining;

import dev.gumleaf.condition.Condition;
import dev.gumleaf.condition.Condition.Between;
import dev.gumleaf.condition.Condition.Bound;
import dev.gumleaf.condition.Condition.Is;
import dev.gumleaf.condition.Condition.Order;
import dev.gumleaf.condition.Condition.Scalar;
import dev.gumleaf.model.ScoreScale;
import dev.gumleaf.model.Strength;
import dev.gumleaf.model.Trend;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Conditions on the score of a row {@code a} of accounts. The number falls by itself, while the
 * rank that is stored stays, so each bound becomes one on ranks, as of now.
 */
record ScoreSql(FilterBinds binds, ScoreScale scale, Instant now) {
  private static final String NEVER = "1 = 0";
  private static final String ALWAYS = "1 = 1";

  /** Numbers have one decimal. */
  private static final BigDecimal STEP = new BigDecimal("0.1");

  private static final BigDecimal FULL = new BigDecimal("100");

  private static final String OWN = "FROM account_scores s WHERE s.account_key = a.account_key";

  /** A condition on the number. */
  String number(Condition condition) {
    return switch (condition) {
      case Is is -> is.values().stream().map(this::equal).collect(joining(" OR "));
      case Order(Condition.Relation relation, Bound bound) -> onSide(relation, bound);
      case Between(Bound low, Bound high) ->
          onSide(Condition.Relation.AT_LEAST, low)
              + " AND "
              + onSide(Condition.Relation.AT_MOST, high);
      case Condition.IsSet set -> ALWAYS;
      case Condition.Matches matches -> NEVER;
      case Condition.InLastDays days -> NEVER;
    };
  }

  private String equal(Scalar scalar) {
    if (scalar instanceof Scalar.Numeric number
        && floor(number.value()).compareTo(number.value()) == 0) {
      return "(%s AND NOT %s)"
          .formatted(atLeast(number.value()), atLeast(number.value().add(STEP)));
    }
    return NEVER;
  }

  private String onSide(Condition.Relation relation, Bound bound) {
    if (!(bound instanceof Bound.Numeric number)) {
      return NEVER;
    }
    BigDecimal value = number.value();
    return switch (relation) {
      case LESS -> "NOT " + atLeast(value);
      case AT_MOST -> "NOT " + atLeast(floor(value).add(STEP));
      case AT_LEAST -> atLeast(value);
      case GREATER -> atLeast(floor(value).add(STEP));
    };
  }

  private static BigDecimal floor(BigDecimal number) {
    return number.setScale(1, RoundingMode.FLOOR);
  }

  private String atLeast(BigDecimal number) {
    BigDecimal shown = number.setScale(1, RoundingMode.CEILING);
    if (shown.signum() <= 0) {
      return "(" + ALWAYS + ")";
    }
    return shown.compareTo(FULL) > 0
        ? "(" + NEVER + ")"
        : "EXISTS (SELECT 1 %s AND s.score_rank >= %s)"
            .formatted(OWN, binds.add(scale.rank(shown.doubleValue(), now.toEpochMilli())));
  }

  /** A query for the word for the number. */
  String strength() {
    return Arrays.asList(Strength.values()).reversed().stream()
        .map(strength ->
            "WHEN %s THEN '%s'"
                .formatted(atLeast(BigDecimal.valueOf(strength.from())), strength.word()))
        .collect(joining(" ", "SELECT CASE ", " END AS value"));
  }

  /** A query for the word for the trend. */
  static String trend() {
    String words =
        Arrays.stream(Trend.values())
            .map(trend -> "WHEN %d THEN '%s'".formatted(trend.code(), trend.word()))
            .collect(joining(" "));
    return "SELECT COALESCE((SELECT CASE s.trend %s END %s), '%s') AS value"
        .formatted(words, OWN, Trend.NEW.word());
  }

  /** The times at which the number falls below bounds of a condition on it. */
  Stream<String> crossings(Condition condition) {
    return bounds(condition)
        .flatMap(each -> Stream.of(each, floor(each).add(STEP)))
        .flatMap(this::crossing);
  }

  /** The times at which the word for the number becomes another. */
  Stream<String> crossings() {
    return Arrays.stream(Strength.values())
        .flatMap(strength -> crossing(BigDecimal.valueOf(strength.from())));
  }

  private static Stream<BigDecimal> bounds(Condition condition) {
    return switch (condition) {
      case Is(List<Scalar> values) ->
          values.stream()
              .flatMap(each ->
                  each instanceof Scalar.Numeric number ? Stream.of(number.value()) : Stream.of());
      case Order order -> bound(order.bound());
      case Between(Bound low, Bound high) -> Stream.concat(bound(low), bound(high));
      case Condition.IsSet set -> Stream.of();
      case Condition.Matches matches -> Stream.of();
      case Condition.InLastDays days -> Stream.of();
    };
  }

  private static Stream<BigDecimal> bound(Bound bound) {
    return bound instanceof Bound.Numeric number ? Stream.of(number.value()) : Stream.of();
  }

  /** A millisecond or two later, so that it is below then, however the engines round. */
  private Stream<String> crossing(BigDecimal number) {
    BigDecimal shown = number.setScale(1, RoundingMode.CEILING);
    if (shown.signum() <= 0 || shown.compareTo(FULL) > 0) {
      return Stream.of();
    }
    return Stream.of(
        "(SELECT CAST((s.score_rank - %s) * %s AS BIGINT) + 2 %s)"
            .formatted(
                binds.add(scale.rank(shown.doubleValue(), 0)),
                binds.add(scale.halfLifeMillis() / StrictMath.log(2)),
                OWN));
  }
}
