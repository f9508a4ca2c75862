package dev.gumleaf.api;

import dev.gumleaf.model.TraitValue;
import java.util.regex.Pattern;

/** The type shown beside a trait's value. */
final class TraitType {
  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}([Tt"
              + " ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?([Zz]|[+-]\\d{2}:?\\d{2})?)?");

  private TraitType() {}

  static String of(TraitValue value) {
    return switch (value) {
      case TraitValue.Text(String text) -> DATE.matcher(text).matches() ? "date" : "string";
      case TraitValue.Numeric number -> "number";
      case TraitValue.Flag flag -> "boolean";
      case TraitValue.Composite(String json) -> json.startsWith("[") ? "array" : "object";
      case TraitValue.Deleted deleted -> "deleted";
    };
  }
}
