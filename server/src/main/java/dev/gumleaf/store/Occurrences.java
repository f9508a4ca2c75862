package dev.gumleaf.store;

import dev.gumleaf.condition.Days;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * SQL about something that happened so often in the last so many days, and about when that can end.
 * What happened is a query for the times in the column {@code at}; no more of it is read than has
 * to be counted.
 */
record Occurrences(FilterBinds binds, Instant now) {
  /**
   * How far ahead is looked, as parts of the days that are looked back. Whoever did enough of late
   * is looked at again rarely; the rest is found by the oldest that counts.
   */
  private static final int[] AHEAD = {2, 8, 64};

  static String atLeast(String happened, int times) {
    return """
    ((SELECT COUNT(*) FROM (%s LIMIT %d) s) >= %d)
    """
        .formatted(happened, times, times);
  }

  /**
   * A time, in milliseconds since 1970, before which it does not end that something happened so
   * often; null where it did not, because time alone adds nothing.
   *
   * @param happened what counts at a time
   */
  String lookAt(Function<Instant, String> happened, int times, int inLastDays) {
    StringBuilder sql = new StringBuilder();
    sql.append("CASE WHEN NOT ").append(atLeast(happened.apply(now), times)).append(" THEN NULL");
    for (int part : AHEAD) {
      Instant then = now.plus(Duration.ofDays(inLastDays).dividedBy(part));
      sql.append(" WHEN ")
          .append(atLeast(happened.apply(then), times))
          .append(" THEN ")
          .append(binds.add(then.toEpochMilli()));
    }
    return sql.append(" ELSE (SELECT MIN(s.at) FROM (")
        .append(happened.apply(now))
        .append(" LIMIT ")
        .append(times)
        .append(") s) + ")
        .append(binds.add(Days.after(inLastDays)))
        .append(" END")
        .toString();
  }
}
