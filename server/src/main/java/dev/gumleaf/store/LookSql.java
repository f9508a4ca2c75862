package dev.gumleaf.store;

import static dev.gumleaf.condition.Days.start;

import dev.gumleaf.condition.Days;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * When the answer about a row can change by the passing of time alone: for each condition on the
 * last so many days something to select, and how the time follows from it.
 */
record LookSql(ReadColumns columns, FilterBinds binds, Instant now) {
  /**
   * A column to select and what its value means.
   *
   * @param at from the value to milliseconds since 1970; what has passed is never
   */
  record Look(String sql, LongFunction<OptionalLong> at) {}

  /** What is selected is the time. */
  Look at(String millis) {
    return new Look(millis, this::ahead);
  }

  /** A time that is of the last so many days until it is not. */
  Look afterDays(String millis, int days) {
    return new Look(millis, value -> ahead(value + Days.after(days)));
  }

  /** The first of some texts that are days which are in the last so many days, or will be. */
  Look atDays(String texts, int days) {
    LocalDate today = Days.of(now);
    String sql =
        """
        (SELECT MIN(z.day)
          FROM (SELECT (%s) AS day FROM (%s) x) z
          WHERE z.day >= %s)\
        """
            .formatted(
                columns.day(columns.read("x.value")),
                texts,
                binds.add(Days.number(today.minusDays(days))));
    return new Look(
        sql,
        value -> {
          int day = (int) value;
          return day > Days.number(today)
              ? ahead(start(Days.from(day)))
              : ahead(start(Days.from(day + 1).plusDays(days)));
        });
  }

  private OptionalLong ahead(long millis) {
    return millis > now.toEpochMilli() ? OptionalLong.of(millis) : OptionalLong.empty();
  }
}
