package dev.gumleaf.condition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Arithmetic of days, in UTC. */
public final class Days {
  private static final int MONTHS = 12;

  private Days() {}

  /** So many times 24 hours before a time, in milliseconds since 1970. */
  public static long before(Instant now, int days) {
    return now.minus(Duration.ofDays(days)).toEpochMilli();
  }

  /** How long after a time it is not of the last so many days any more, in milliseconds. */
  public static long after(int days) {
    return Duration.ofDays(days).toMillis() + 1;
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

  /** The first day whose number is at least so much, whether or not that is one of a day. */
  public static LocalDate from(int number) {
    int year = number / 10_000;
    int month = number / 100 % 100;
    int day = number % 100;
    if (month == 0) {
      return LocalDate.of(year, 1, 1);
    }
    if (month > MONTHS) {
      return LocalDate.of(year + 1, 1, 1);
    }
    YearMonth of = YearMonth.of(year, month);
    return day > of.lengthOfMonth() ? of.plusMonths(1).atDay(1) : of.atDay(Math.max(1, day));
  }
}
