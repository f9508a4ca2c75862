package dev.gumleaf.api;

import dev.gumleaf.http.Request;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.store.Cursor;
import dev.gumleaf.store.Page;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters that lists share. What cannot be read is an error, never ignored. */
final class Parameters {
  private static final int LIMIT_DEFAULT = 50;

  /** Rows of one page: enough for a table, little enough to be quick. */
  private static final int LIMIT_MAX = 500;

  /** Years have four digits, as in RFC 3339; the store counts milliseconds and ends far behind. */
  private static final int YEAR_MAX = 9999;

  private static final char CURSOR_MARK = '.';

  private Parameters() {}

  /** A text that both engines can hold, so that neither refuses or changes it behind our back. */
  static String plain(String name, String text) {
    if (!PlainText.of(text).equals(text)) {
      throw bad(name + " holds U+0000 or half a surrogate pair");
    }
    return text;
  }

  static int limit(Request request) {
    return request
        .query("limit")
        .map(text -> {
          long limit = number("limit", text);
          if (limit < 1 || limit > LIMIT_MAX) {
            throw bad("limit is from 1 to " + LIMIT_MAX);
          }
          return (int) limit;
        })
        .orElse(LIMIT_DEFAULT);
  }

  /**
   * The place in a list that a request wants to go on from.
   *
   * @param list the name of the list and its order, as given to {@link #nextCursor}
   */
  static Optional<Cursor> cursor(Request request, String list) {
    return request
        .query("cursor")
        .map(text ->
            Optional.of(text)
                .filter(given -> given.startsWith(list + CURSOR_MARK))
                .flatMap(given -> Cursor.decode(given.substring(list.length() + 1)))
                .orElseThrow(() -> bad("cursor is not one that this list gave in this order")));
  }

  /** The member {@code next_cursor} of a list; null at its end. See {@link Json#page}. */
  static @Nullable String nextCursor(Page<?> page, String list) {
    return page.next().map(next -> list + CURSOR_MARK + next.encode()).orElse(null);
  }

  /** Whether a list by last activity begins with the newest, as it does when nobody says. */
  static boolean newestFirst(Request request) {
    return switch (request.query("sort").orElse("-last_seen_at")) {
      case "-last_seen_at" -> true;
      case "last_seen_at" -> false;
      default -> throw bad("sort is -last_seen_at or last_seen_at");
    };
  }

  static Optional<Instant> time(Request request, String name) {
    return request
        .query(name)
        .map(text -> {
          try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= 0 && time.getYear() <= YEAR_MAX) {
              return time.toInstant();
            }
          } catch (DateTimeParseException e) {
            // Answered below, like a year that no clock shows.
          }
          throw bad(name + " is a time such as 2026-01-05T10:00:00Z");
        });
  }

  static boolean flag(Request request, String name) {
    return request
        .query(name)
        .map(text ->
            switch (text) {
              case "1", "true" -> true;
              case "0", "false" -> false;
              default -> throw bad(name + " is 1 or 0");
            })
        .orElse(false);
  }

  /** The number in a path or parameter. */
  static long number(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw bad(name + " is a whole number");
    }
  }

  /** The key of a change. */
  static long key(String name, String text) {
    long key = number(name, text);
    if (key < 0) {
      throw bad(name + " is not negative");
    }
    return key;
  }

  static ApiException bad(String detail) {
    return new ApiException(ErrorCode.BAD_PARAMETER, detail);
  }
}
