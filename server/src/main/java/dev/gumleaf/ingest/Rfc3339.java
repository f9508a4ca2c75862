package dev.gumleaf.ingest;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads date-times as RFC 3339, section 5.6, writes them. Own code because it is on the path of
 * every entry, and the JDK's formatter is ten times slower and takes other forms as well.
 */
final class Rfc3339 {
  private static final int MINUTES_PER_DAY = 24 * 60;
  private static final int NANO_DIGITS = 9;

  private final String text;
  private int at;
  private boolean bad;

  private Rfc3339(String text) {
    this.text = text;
  }

  /**
   * The instant of a date-time, null if the text is none. A leap second is the second before it,
   * and digits after the ninth of a fraction are cut off.
   */
  static @Nullable Instant parse(String text) {
    return new Rfc3339(text).parse();
  }

  private @Nullable Instant parse() {
    int year = digits(4);
    expect('-', '-');
    int month = digits(2);
    expect('-', '-');
    int day = digits(2);
    expect('T', 't');
    int hour = digits(2);
    expect(':', ':');
    int minute = digits(2);
    expect(':', ':');
    int second = digits(2);
    int nanos = fraction();
    int offsetMinutes = offset();
    boolean outside = month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 60;
    if (bad || at != text.length() || outside || (day > 28 && day > lengthOfMonth(year, month))) {
      return null;
    }
    long minuteOfEpoch =
        LocalDate.of(year, month, day).toEpochDay() * MINUTES_PER_DAY
            + hour * 60L
            + minute
            - offsetMinutes;
    if (second == 60 && !endsHalfYear(minuteOfEpoch)) {
      return null;
    }
    return Instant.ofEpochSecond(minuteOfEpoch * 60 + Math.min(second, 59), nanos);
  }

  private static int lengthOfMonth(int year, int month) {
    return LocalDate.of(year, month, 1).lengthOfMonth();
  }

  /** Leap seconds were only ever put at the end of June or December, UTC. */
  private static boolean endsHalfYear(long minuteOfEpoch) {
    long nextMinute = minuteOfEpoch + 1;
    LocalDate next = LocalDate.ofEpochDay(Math.floorDiv(nextMinute, MINUTES_PER_DAY));
    return Math.floorMod(nextMinute, MINUTES_PER_DAY) == 0
        && next.getDayOfMonth() == 1
        && (next.getMonthValue() == 1 || next.getMonthValue() == 7);
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      int digit = digit();
      bad |= digit < 0;
      value = value * 10 + digit;
      at++;
    }
    return value;
  }

  /** The digit at the position, -1 if there is none. */
  private int digit() {
    char c = at < text.length() ? text.charAt(at) : ' ';
    return c >= '0' && c <= '9' ? c - '0' : -1;
  }

  private void expect(char one, char other) {
    char c = at < text.length() ? text.charAt(at) : ' ';
    bad |= c != one && c != other;
    at++;
  }

  private int fraction() {
    if (at >= text.length() || text.charAt(at) != '.') {
      return 0;
    }
    int start = at + 1;
    int end = start;
    int nanos = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      nanos = end - start < NANO_DIGITS ? nanos * 10 + text.charAt(end) - '0' : nanos;
      end++;
    }
    for (int digits = end - start; digits < NANO_DIGITS; digits++) {
      nanos *= 10;
    }
    bad |= end == start;
    at = end;
    return nanos;
  }

  private int offset() {
    char sign = at < text.length() ? text.charAt(at) : ' ';
    at++;
    if (sign == 'Z' || sign == 'z') {
      return 0;
    }
    int hours = digits(2);
    expect(':', ':');
    int minutes = digits(2);
    bad |= (sign != '+' && sign != '-') || hours > 23 || minutes > 59;
    return (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
  }
}
