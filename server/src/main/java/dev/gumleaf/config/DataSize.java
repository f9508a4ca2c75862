package dev.gumleaf.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written with a unit: {@code 512B}, {@code 16KiB}, {@code 64MiB}. */
public record DataSize(long bytes) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,15}) ?(B|KiB|MiB|GiB)", Pattern.CASE_INSENSITIVE);

  private static final long KIB = 1024;

  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is never negative");
    }
  }

  /**
   * Reads a size. The unit is needed, because a bare number invites guesses about it.
   *
   * @throws IllegalArgumentException if the text has another form or is too large
   */
  public static DataSize parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a size");
    }
    long unit =
        switch (matcher.group(2).toLowerCase(Locale.ROOT).charAt(0)) {
          case 'k' -> KIB;
          case 'm' -> KIB * KIB;
          case 'g' -> KIB * KIB * KIB;
          default -> 1;
        };
    try {
      return new DataSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
    } catch (ArithmeticException tooLarge) {
      throw new IllegalArgumentException("too large", tooLarge);
    }
  }

  /**
   * The size as an array length.
   *
   * @throws IllegalStateException if no array can be that long; the settings' ranges prevent it
   */
  public int bytesAsInt() {
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalStateException(this + " does not fit an int");
    }
    return (int) bytes;
  }

  /** The largest unit that gives a whole number. */
  @Override
  public String toString() {
    String[] units = {"B", "KiB", "MiB", "GiB"};
    long value = bytes;
    int unit = 0;
    while (unit < units.length - 1 && value > 0 && value % KIB == 0) {
      value /= KIB;
      unit++;
    }
    return value + units[unit];
  }
}
