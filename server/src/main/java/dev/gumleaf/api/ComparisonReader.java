package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.audience.AudienceFilter;
import dev.gumleaf.audience.Condition;
import dev.gumleaf.audience.Condition.Bound;
import dev.gumleaf.audience.Condition.Scalar;
import dev.gumleaf.audience.Field;
import dev.gumleaf.audience.FilterLimits;
import dev.gumleaf.audience.Property;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.PlainText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a field is compared with, and refuses what it cannot be compared with.
 *
 * @param place where in the filter it is
 */
record ComparisonReader(Field field, String place) {
  /** Up to here all whole numbers, and decimals of a few places, are exact. */
  private static final double NUMBER_MAX = 1e15;

  private static final int DAY_CHARS = "2026-01-05".length();

  AudienceFilter read(String word, JsonNode value) {
    return switch (word) {
      case "is" -> compare(new Condition.Is(List.of(scalar(value, place))), false);
      case "is_not" -> compare(new Condition.Is(List.of(scalar(value, place))), true);
      case "any_of" -> compare(new Condition.Is(scalars(value)), false);
      case "none_of" -> compare(new Condition.Is(scalars(value)), true);
      case "contains", "starts_with", "ends_with" -> compare(matches(word, value), false);
      case "does_not_contain" -> compare(matches("contains", value), true);
      case "does_not_start_with" -> compare(matches("starts_with", value), true);
      case "does_not_end_with" -> compare(matches("ends_with", value), true);
      case "is_set" -> compare(new Condition.IsSet(), !isSet(value));
      case "<" -> order(Condition.Relation.LESS, value);
      case "<=" -> order(Condition.Relation.AT_MOST, value);
      case ">=" -> order(Condition.Relation.AT_LEAST, value);
      case ">" -> order(Condition.Relation.GREATER, value);
      case "between" -> compare(between(value), false);
      case "in_last_days" -> compare(inLastDays(value), false);
      case "not_in_last_days" -> compare(inLastDays(value), true);
      default -> throw FilterReader.bad(place, "is no comparison");
    };
  }

  /** The words that look for a text in another. */
  static Optional<Condition.Part> part(String word) {
    return switch (word) {
      case "contains" -> Optional.of(Condition.Part.ANYWHERE);
      case "starts_with" -> Optional.of(Condition.Part.START);
      case "ends_with" -> Optional.of(Condition.Part.END);
      default -> Optional.empty();
    };
  }

  private AudienceFilter compare(Condition condition, boolean negated) {
    return new AudienceFilter.Compare(field, condition, negated);
  }

  private AudienceFilter order(Condition.Relation relation, JsonNode value) {
    return compare(new Condition.Order(relation, bound(value, place)), false);
  }

  private List<Scalar> scalars(JsonNode node) {
    if (!node.isArray() || node.isEmpty() || node.size() > FilterLimits.VALUES_MAX) {
      throw bad("is an array of 1 to " + FilterLimits.VALUES_MAX + " values");
    }
    List<Scalar> scalars = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      scalars.add(scalar(node.get(i), place + "[" + i + "]"));
    }
    return scalars;
  }

  private Scalar scalar(JsonNode node, String at) {
    if (!(field instanceof Property property)) {
      return switch (node.getNodeType()) {
        case STRING -> new Scalar.Text(text(node, at));
        case NUMBER -> new Scalar.Numeric(number(node, at));
        case BOOLEAN -> new Scalar.Flag(node.booleanValue());
        default -> throw FilterReader.bad(at, "is a string, a number, or true or false");
      };
    }
    return switch (property.type()) {
      case TEXT -> new Scalar.Text(text(node, at));
      case NUMBER -> new Scalar.Numeric(number(node, at));
      case FLAG -> {
        if (!node.isBoolean()) {
          throw FilterReader.bad(at, "is true or false");
        }
        yield new Scalar.Flag(node.booleanValue());
      }
      case TIME ->
          throw bad(
              "does not suit " + property.word() + ", which is a time: use < or in_last_days");
    };
  }

  private Condition matches(String word, JsonNode value) {
    if (field instanceof Property property && property.type() != Property.Type.TEXT) {
      throw bad("does not suit " + property.word() + ", which is no text");
    }
    return new Condition.Matches(part(word).orElseThrow(), text(value, place));
  }

  private boolean isSet(JsonNode value) {
    if (field instanceof Property property
        && (property.type() == Property.Type.NUMBER || property.type() == Property.Type.FLAG)) {
      throw bad("does not suit " + property.word() + ", which always is");
    }
    if (!value.isBoolean()) {
      throw bad("is true or false");
    }
    return value.booleanValue();
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

  private Bound bound(JsonNode node, String at) {
    Property.Type type = field instanceof Property property ? property.type() : null;
    if (type == Property.Type.TEXT || type == Property.Type.FLAG) {
      throw bad("suits numbers and times only");
    }
    if (node.isNumber() && type != Property.Type.TIME) {
      return new Bound.Numeric(number(node, at));
    }
    if (node.isTextual() && type != Property.Type.NUMBER) {
      return new Bound.Day(day(node.textValue(), at));
    }
    throw FilterReader.bad(
        at,
        type == null
            ? "is a number, or a date such as 2026-01-05"
            : type == Property.Type.TIME ? "is a date such as 2026-01-05" : "is a number");
  }

  private static LocalDate day(String text, String at) {
    try {
      if (text.length() == DAY_CHARS) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeParseException e) {
      // Answered below.
    }
    throw FilterReader.bad(at, "is a date such as 2026-01-05");
  }

  private Condition inLastDays(JsonNode value) {
    if (field instanceof Property property && property.type() != Property.Type.TIME) {
      throw bad("does not suit " + property.word() + ", which is no time");
    }
    return new Condition.InLastDays(whole(value, FilterLimits.DAYS_MAX, place));
  }

  private static BigDecimal number(JsonNode node, String at) {
    if (!node.isNumber() || !(Math.abs(node.doubleValue()) <= NUMBER_MAX)) {
      throw FilterReader.bad(at, "is a number from -1e15 to 1e15");
    }
    return node.decimalValue();
  }

  /** A whole number from 1 on. */
  static int whole(JsonNode node, int max, String at) {
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < 1
        || node.intValue() > max) {
      throw FilterReader.bad(at, "is a whole number from 1 to " + max);
    }
    return node.intValue();
  }

  /** A text that can be looked for. */
  static String text(JsonNode node, String at) {
    if (!node.isTextual()) {
      throw FilterReader.bad(at, "is a string");
    }
    String text = node.textValue();
    if (text.isEmpty()) {
      throw FilterReader.bad(at, "is empty; use is_set");
    }
    if (text.length() > FilterLimits.TEXT_MAX) {
      throw FilterReader.bad(at, "is longer than " + FilterLimits.TEXT_MAX + " characters");
    }
    if (text.chars().anyMatch(c -> c < ' ') || !PlainText.of(text).equals(text)) {
      throw FilterReader.bad(at, "holds a control character or half a surrogate pair");
    }
    return text;
  }

  private ApiException bad(String problem) {
    return FilterReader.bad(place, problem);
  }
}
