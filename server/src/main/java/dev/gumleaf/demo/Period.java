package dev.gumleaf.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** The month that is played. Days are counted backwards from its end: 0 is now, 30 the begin. */
record Period(Instant begin, Instant end) {
  static final int DAYS = 30;

  private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

  static Period endingAt(Instant end) {
    return new Period(end.minus(Duration.ofDays(DAYS)), end);
  }

  Instant at(double daysLeft) {
    return end.minusMillis((long) (daysLeft * DAY_MILLIS));
  }

  /** About then, but on a working day and in the hours in which people sign contracts. */
  Instant atWork(double daysLeft, ZoneOffset zone, Chance chance) {
    LocalDate date = at(daysLeft).atOffset(zone).toLocalDate();
    long back = Math.max(0, date.getDayOfWeek().getValue() - DayOfWeek.FRIDAY.getValue());
    LocalTime time = LocalTime.of(9, 0).plusSeconds(chance.whole(0, 8 * 3600));
    return date.minusDays(back).atTime(time).toInstant(zone);
  }

  double daysLeft(Instant at) {
    return Duration.between(at, end).toMillis() / DAY_MILLIS;
  }

  /** Whether something can have happened then. */
  boolean contains(Instant at) {
    return !at.isBefore(begin) && at.isBefore(end);
  }

  /** The dates of the month somewhere, the first and the last of them in part only. */
  List<LocalDate> dates(ZoneOffset zone) {
    LocalDate first = begin.atOffset(zone).toLocalDate();
    LocalDate last = end.atOffset(zone).toLocalDate();
    return Stream.iterate(first, date -> !date.isAfter(last), date -> date.plusDays(1)).toList();
  }
}
