package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads the times that clients send about people, in all the forms that are about. */
final class VisitTimes {
  /** The year 5138 in seconds, 1973 in milliseconds: above it a number counts milliseconds. */
  private static final BigDecimal SECONDS_MAX = new BigDecimal("100000000000");

  private static final int CHARS_MAX = 64;

  /** Years have four digits, as in RFC 3339; what counts days need not count more. */
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private VisitTimes() {}

  /** RFC 3339, or ISO 8601 with less in it (UTC where no offset is), or a number; else null. */
  static @Nullable Instant parse(String text) {
    Instant strict = Rfc3339.parse(text);
    if (strict != null) {
      return strict;
    }
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > CHARS_MAX) {
      return null;
    }
    if (stripped.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')) {
      return ofNumber(stripped);
    }
    Instant time = ofIso(stripped.replace(' ', 'T'));
    return time == null || time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
  }

  private static @Nullable Instant ofIso(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException noOffset) {
      try {
        return text.contains("T")
            ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)
            : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
      } catch (DateTimeParseException none) {
        return null;
      }
    }
  }

  /** Seconds or milliseconds since 1970; null for what is no number or no such time. */
  static @Nullable Instant ofNumber(JsonParser parser) throws IOException {
    return parser.currentToken() != null && parser.currentToken().isNumeric()
        ? ofNumber(parser.getText())
        : null;
  }

  private static @Nullable Instant ofNumber(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      if (number.signum() <= 0 || number.precision() - number.scale() > 15) {
        return null;
      }
      boolean seconds = number.compareTo(SECONDS_MAX) < 0;
      return Instant.ofEpochMilli((seconds ? number.movePointRight(3) : number).longValue());
    } catch (NumberFormatException | DateTimeException e) {
      return null;
    }
  }
}
