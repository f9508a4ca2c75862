package dev.gumleaf.condition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.condition.Condition.Bound;
import dev.gumleaf.condition.Condition.Part;
import dev.gumleaf.condition.Condition.Relation;
import dev.gumleaf.condition.Condition.Scalar;
import dev.gumleaf.model.PlainText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Reads what a value is compared with, the same in rules of signals and filters of audiences.
 *
 * @param place where it stands, for messages
 */
public record ComparisonReader(String place) {
  private static final String FIELD = "field";
  private static final int DAY_CHARS = "2026-01-05".length();

  /**
   * The comparison that an object says beside its field.
   *
   * @param place of the object
   * @throws ConditionException if it has none, or several
   */
  public static Comparison read(JsonNode node, String place) {
    List<String> words = new ArrayList<>();
    node.fieldNames().forEachRemaining(words::add);
    words.remove(FIELD);
    if (!node.isObject() || words.size() != 1) {
      throw new ConditionException(place, "has one comparison, such as is, contains or at_least");
    }
    String word = words.getFirst();
    ComparisonReader reader = new ComparisonReader(place + "." + word);
    return reader.read(reader.operator(word), node.get(word));
  }

  private Operator operator(String word) {
    return Operator.find(word)
        .orElseThrow(() ->
            bad(
                Operator.guess(word)
                    .map(meant -> "is no comparison; it is written " + meant.word())
                    .orElse("is no comparison")));
  }

  private Comparison read(Operator operator, JsonNode value) {
    return switch (operator) {
      case IS -> holds(new Condition.Is(List.of(one(value))));
      case IS_NOT -> not(new Condition.Is(List.of(one(value))));
      case ANY_OF -> holds(new Condition.Is(list(value, ComparisonReader::scalar)));
      case NONE_OF -> not(new Condition.Is(list(value, ComparisonReader::scalar)));
      case CONTAINS -> holds(matches(Part.ANYWHERE, value));
      case DOES_NOT_CONTAIN -> not(matches(Part.ANYWHERE, value));
      case STARTS_WITH -> holds(matches(Part.START, value));
      case DOES_NOT_START_WITH -> not(matches(Part.START, value));
      case ENDS_WITH -> holds(matches(Part.END, value));
      case DOES_NOT_END_WITH -> not(matches(Part.END, value));
      case MATCHES -> holds(matches(Part.WHOLE, value));
      case DOES_NOT_MATCH -> not(matches(Part.WHOLE, value));
      case IS_SET -> new Comparison(new Condition.IsSet(), !flag(value));
      case LESS_THAN -> order(Relation.LESS, value);
      case AT_MOST -> order(Relation.AT_MOST, value);
      case AT_LEAST -> order(Relation.AT_LEAST, value);
      case GREATER_THAN -> order(Relation.GREATER, value);
      case BETWEEN -> holds(between(value));
      case IN_LAST_DAYS -> holds(inLastDays(value));
      case NOT_IN_LAST_DAYS -> not(inLastDays(value));
    };
  }

  private static Comparison holds(Condition condition) {
    return new Comparison(condition, false);
  }

  private static Comparison not(Condition condition) {
    return new Comparison(condition, true);
  }

  private Scalar one(JsonNode value) {
    if (value.isArray()) {
      throw bad("is one value; any_of and none_of take several");
    }
    return scalar(value, place);
  }

  private <T> List<T> list(JsonNode node, BiFunction<JsonNode, String, T> reader) {
    if (!node.isArray() || node.isEmpty() || node.size() > ConditionLimits.VALUES_MAX) {
      throw bad("is an array of 1 to " + ConditionLimits.VALUES_MAX + " values");
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      values.add(reader.apply(node.get(i), place + "[" + i + "]"));
    }
    return values;
  }

  private static Scalar scalar(JsonNode node, String at) {
    return switch (node.getNodeType()) {
      case STRING -> new Scalar.Text(text(node, at));
      case NUMBER -> new Scalar.Numeric(number(node, at));
      case BOOLEAN -> new Scalar.Flag(node.booleanValue());
      default -> throw new ConditionException(at, "is a string, a number, or true or false");
    };
  }

  private Condition matches(Part part, JsonNode value) {
    return new Condition.Matches(
        part, value.isArray() ? list(value, ComparisonReader::text) : List.of(text(value, place)));
  }

  private boolean flag(JsonNode value) {
    if (!value.isBoolean()) {
      throw bad("is true or false");
    }
    return value.booleanValue();
  }

  private Comparison order(Relation relation, JsonNode value) {
    return holds(new Condition.Order(relation, bound(value, place)));
  }

  private Condition between(JsonNode value) {
    if (!value.isArray() || value.size() != 2) {
      throw bad("is an array of two bounds");
    }
    Bound low = bound(value.get(0), place + "[0]");
    Bound high = bound(value.get(1), place + "[1]");
    if (low.getClass() != high.getClass()) {
      throw bad("has bounds of two kinds");
    }
    return new Condition.Between(low, high);
  }

  private static Bound bound(JsonNode node, String at) {
    if (node.isNumber()) {
      return new Bound.Numeric(number(node, at));
    }
    try {
      if (node.isTextual() && node.textValue().length() == DAY_CHARS) {
        return new Bound.Day(LocalDate.parse(node.textValue()));
      }
    } catch (DateTimeParseException e) {
      // Answered below.
    }
    throw new ConditionException(at, "is a number, or a day such as 2026-01-05");
  }

  private Condition inLastDays(JsonNode value) {
    return new Condition.InLastDays(whole(value, ConditionLimits.DAYS_MAX, place));
  }

  private static BigDecimal number(JsonNode node, String at) {
    if (!(Math.abs(node.doubleValue()) <= ConditionLimits.NUMBER_MAX)) {
      throw new ConditionException(at, "is a number from -1e15 to 1e15");
    }
    return node.decimalValue();
  }

  /**
   * A whole number from 1 on.
   *
   * @throws ConditionException if it is none
   */
  public static int whole(JsonNode node, int max, String at) {
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < 1
        || node.intValue() > max) {
      throw new ConditionException(at, "is a whole number from 1 to " + max);
    }
    return node.intValue();
  }

  /**
   * A text that can be looked for.
   *
   * @throws ConditionException if it is none
   */
  public static String text(JsonNode node, String at) {
    if (!node.isTextual()) {
      throw new ConditionException(at, "is a string");
    }
    String text = node.textValue();
    if (text.isEmpty()) {
      throw new ConditionException(at, "is empty; use is_set");
    }
    if (text.length() > ConditionLimits.TEXT_MAX) {
      throw new ConditionException(
          at, "is longer than " + ConditionLimits.TEXT_MAX + " characters");
    }
    if (text.chars().anyMatch(c -> c < ' ') || !PlainText.of(text).equals(text)) {
      throw new ConditionException(at, "holds a control character or half a surrogate pair");
    }
    return text;
  }

  private ConditionException bad(String problem) {
    return new ConditionException(place, problem);
  }
}
