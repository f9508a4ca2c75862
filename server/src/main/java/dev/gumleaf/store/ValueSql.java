package dev.gumleaf.store;

import static java.util.stream.Collectors.joining;

import dev.gumleaf.condition.Condition;
import dev.gumleaf.condition.Condition.Between;
import dev.gumleaf.condition.Condition.Bound;
import dev.gumleaf.condition.Condition.InLastDays;
import dev.gumleaf.condition.Condition.Is;
import dev.gumleaf.condition.Condition.IsSet;
import dev.gumleaf.condition.Condition.Matches;
import dev.gumleaf.condition.Condition.Order;
import dev.gumleaf.condition.Condition.Part;
import dev.gumleaf.condition.Condition.Relation;
import dev.gumleaf.condition.Condition.Scalar;
import dev.gumleaf.condition.Days;
import dev.gumleaf.condition.ReadText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Conditions on one value; null where the value is. */
record ValueSql(ReadColumns columns, FilterBinds binds, Instant now) {
  private static final String NEVER = "1 = 0";
  private static final String ALWAYS = "1 = 1";

  /** A condition on a column of texts. */
  String text(String column, Condition condition) {
    String read = columns.read(column);
    return switch (condition) {
      case Is is -> isOne(read, is.values());
      case Matches matches -> matches(read, matches);
      case IsSet set -> "%1$s IS NOT NULL AND %1$s <> ''".formatted(column);
      case Order(Relation relation, Bound bound) -> onSide(read, relation, bound);
      case Between(Bound low, Bound high) ->
          onSide(read, Relation.AT_LEAST, low) + " AND " + onSide(read, Relation.AT_MOST, high);
      case InLastDays(int days) -> {
        LocalDate today = Days.of(now);
        yield onSide(read, Relation.AT_LEAST, new Bound.Day(today.minusDays(days)))
            + " AND "
            + onSide(read, Relation.AT_MOST, new Bound.Day(today));
      }
    };
  }

  private String isOne(String read, List<Scalar> scalars) {
    List<String> texts = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (Scalar scalar : scalars) {
      switch (scalar) {
        case Scalar.Text(String text) -> texts.add(binds.add(ReadText.of(text)));
        case Scalar.Flag(boolean flag) -> texts.add(binds.add(String.valueOf(flag)));
        case Scalar.Numeric number -> numbers.add(binds.add(number.value().doubleValue()));
      }
    }
    List<String> either = new ArrayList<>();
    if (!texts.isEmpty()) {
      either.add("%s IN (%s)".formatted(read, String.join(", ", texts)));
    }
    if (!numbers.isEmpty()) {
      either.add("(%s) IN (%s)".formatted(columns.number(read), String.join(", ", numbers)));
    }
    return either.stream().collect(joining(" OR ", "(", ")"));
  }

  /** A text that is read has something in it, which may be given in any case. */
  String matches(String read, Matches matches) {
    return matches.texts().stream()
        .map(text -> pattern(matches.part(), ReadText.of(text)))
        .map(pattern -> "%s LIKE %s ESCAPE '!'".formatted(read, binds.add(pattern)))
        .collect(joining(" OR ", "(", ")"));
  }

  private static String pattern(Part part, String text) {
    return switch (part) {
      case ANYWHERE -> LikePattern.containing(text);
      case START -> LikePattern.startingWith(text);
      case END -> LikePattern.endingWith(text);
      case WHOLE -> LikePattern.withStars(text);
    };
  }

  private String onSide(String read, Relation relation, Bound bound) {
    return switch (bound) {
      case Bound.Numeric number ->
          "(%s) %s %s"
              .formatted(
                  columns.number(read), sign(relation), binds.add(number.value().doubleValue()));
      case Bound.Day(LocalDate date) ->
          "(%s) %s %s".formatted(columns.day(read), sign(relation), binds.add(Days.number(date)));
    };
  }

  /** A condition on a number that is never null. */
  String number(String number, Condition condition) {
    return switch (condition) {
      case Is is ->
          is.values().stream()
              .map(scalar ->
                  scalar instanceof Scalar.Numeric each
                      ? number + " = " + binds.add(each.value().doubleValue())
                      : NEVER)
              .collect(joining(" OR "));
      case Order(Relation relation, Bound bound) -> onSideOf(number, relation, bound);
      case Between(Bound low, Bound high) ->
          onSideOf(number, Relation.AT_LEAST, low)
              + " AND "
              + onSideOf(number, Relation.AT_MOST, high);
      case IsSet set -> ALWAYS;
      case Matches matches -> NEVER;
      case InLastDays days -> NEVER;
    };
  }

  private String onSideOf(String number, Relation relation, Bound bound) {
    return bound instanceof Bound.Numeric each
        ? "%s %s %s".formatted(number, sign(relation), binds.add(each.value().doubleValue()))
        : NEVER;
  }

  /** A condition on a time. */
  String time(String millis, Condition condition) {
    return switch (condition) {
      case Order(Relation relation, Bound bound) -> when(millis, relation, bound);
      case Between(Bound low, Bound high) ->
          when(millis, Relation.AT_LEAST, low) + " AND " + when(millis, Relation.AT_MOST, high);
      case InLastDays(int days) -> millis + " >= " + binds.add(Days.before(now, days));
      case IsSet set -> millis + " IS NOT NULL";
      case Is is -> NEVER;
      case Matches matches -> NEVER;
    };
  }

  private String when(String millis, Relation relation, Bound bound) {
    if (!(bound instanceof Bound.Day(LocalDate date))) {
      return NEVER;
    }
    LocalDate next = date.plusDays(1);
    return switch (relation) {
      case LESS -> millis + " < " + binds.add(Days.start(date));
      case AT_MOST -> millis + " < " + binds.add(Days.start(next));
      case AT_LEAST -> millis + " >= " + binds.add(Days.start(date));
      case GREATER -> millis + " >= " + binds.add(Days.start(next));
    };
  }

  /** A condition on something that is true or false. */
  String flag(String flag, Condition condition) {
    return condition instanceof Is is
        ? is.values().stream()
            .map(scalar ->
                scalar instanceof Scalar.Flag(boolean value)
                    ? (value ? "(%s)" : "NOT (%s)").formatted(flag)
                    : NEVER)
            .collect(joining(" OR "))
        : NEVER;
  }

  private static String sign(Relation relation) {
    return switch (relation) {
      case LESS -> "<";
      case AT_MOST -> "<=";
      case AT_LEAST -> ">=";
      case GREATER -> ">";
    };
  }
}
