package dev.gumleaf.preview;

import dev.gumleaf.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The last days, UTC, of which the last one is not over yet.
 *
 * @param now the end of what is known
 */
record PastDays(Instant now, int days) {
  /** What converted long ago, and again, is no conversion; but nobody keeps looking for ever. */
  private static final Duration BEFORE = Duration.ofDays(365);

  /** When they begin. */
  Instant from() {
    return start(first());
  }

  private LocalDate first() {
    return LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(days - 1L);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The days in order. */
  List<LocalDate> list() {
    return IntStream.range(0, days).mapToObj(first()::plusDays).toList();
  }

  /** Which of the days a time is on; negative before them. */
  int indexOf(long millis) {
    return (int) Math.floorDiv(millis - from().toEpochMilli(), Duration.ofDays(1).toMillis());
  }

  /** The end of each day; of the last one, now. */
  List<Instant> ends() {
    return list().stream()
        .map(day -> start(day.plusDays(1)))
        .map(end -> end.isAfter(now) ? now : end)
        .toList();
  }

  /** The days themselves. */
  TimeRange range() {
    return new TimeRange(from().toEpochMilli(), now.toEpochMilli());
  }

  /** The days and, before them, a window. */
  TimeRange rangeWith(Duration window) {
    return new TimeRange(from().minus(window).toEpochMilli(), now.toEpochMilli());
  }

  /** The time in which conversions are looked for. */
  TimeRange rangeOfConversions(Duration window) {
    return rangeWith(window.plus(BEFORE));
  }
}
