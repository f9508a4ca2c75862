package dev.gumleaf.condition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Arithmetic of days, in UTC. */
public final class Days {
  private Days() {}

  /** So many times 24 hours before a time, in milliseconds since 1970. */
  public static long before(Instant now, int days) {
    return now.minus(Duration.ofDays(days)).toEpochMilli();
  }

  /** The day of a time. */
  public static LocalDate of(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /** When a day begins, in milliseconds since 1970. */
  public static long start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  /** A day as a number such as 20260105. */
  public static int number(LocalDate day) {
    return day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
  }
}
