package dev.gumleaf.condition;

import dev.gumleaf.condition.Condition.Bound;
import dev.gumleaf.condition.Condition.Scalar;
import dev.gumleaf.model.JsonText;
import java.util.List;
import java.util.stream.Collectors;

/** Writes comparisons as {@link ComparisonReader} reads them: one JSON text for each. */
public final class ComparisonText {
  private ComparisonText() {}

  /** A member of an object, such as {@code "is":"pro"}. */
  public static String of(Comparison comparison) {
    return JsonText.quote(Operator.of(comparison).word()) + ":" + value(comparison);
  }

  private static String value(Comparison comparison) {
    return switch (comparison.condition()) {
      case Condition.Is(List<Scalar> values) ->
          oneOrList(values.stream().map(ComparisonText::scalar).toList());
      case Condition.Matches matches ->
          oneOrList(matches.texts().stream().map(JsonText::quote).toList());
      case Condition.IsSet set -> String.valueOf(!comparison.negated());
      case Condition.Order order -> bound(order.bound());
      case Condition.Between(Bound low, Bound high) -> "[%s,%s]".formatted(bound(low), bound(high));
      case Condition.InLastDays(int days) -> String.valueOf(days);
    };
  }

  private static String oneOrList(List<String> values) {
    return values.size() == 1
        ? values.getFirst()
        : values.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private static String scalar(Scalar scalar) {
    return switch (scalar) {
      case Scalar.Text(String text) -> JsonText.quote(text);
      case Scalar.Numeric number -> number.value().toPlainString();
      case Scalar.Flag(boolean value) -> String.valueOf(value);
    };
  }

  private static String bound(Bound bound) {
    return switch (bound) {
      case Bound.Numeric number -> number.value().toPlainString();
      case Bound.Day day -> JsonText.quote(day.date().toString());
    };
  }
}
