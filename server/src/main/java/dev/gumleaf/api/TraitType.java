package dev.gumleaf.api;

import dev.gumleaf.model.TraitValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type shown beside a trait's value. */
final class TraitType {
  private static final Pattern DATE =
      Pattern.compile(
          """
          (?<date>\\d{4}-\\d{2}-\\d{2})\
          ([Tt ](?<time>\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?)(?<offset>[Zz]|[+-]\\d{2}:?\\d{2})?)?\
          """);

  private TraitType() {}

  static String of(TraitValue value) {
    return switch (value) {
      case TraitValue.Text(String text) -> isDate(text) ? "date" : "string";
      case TraitValue.Numeric number -> "number";
      case TraitValue.Flag flag -> "boolean";
      case TraitValue.Composite(String json) -> json.startsWith("[") ? "array" : "object";
      case TraitValue.Deleted deleted -> "deleted";
    };
  }

  private static boolean isDate(String text) {
    Matcher parts = DATE.matcher(text);
    return parts.matches()
        && isReal(parts.group("date"), parts.group("time"), parts.group("offset"));
  }

  /** Whether a calendar and a clock show it. */
  private static boolean isReal(String date, @Nullable String time, @Nullable String offset) {
    try {
      LocalDate.parse(date);
      if (time != null) {
        LocalTime.parse(time);
      }
      if (offset != null) {
        ZoneOffset.of(offset.toUpperCase(Locale.ROOT));
      }
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
