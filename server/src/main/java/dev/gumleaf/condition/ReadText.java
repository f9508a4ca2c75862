package dev.gumleaf.condition;

import dev.gumleaf.model.JsonText;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A text as filters read it. The rules are those that both engines of the store follow exactly, in
 * whatever locale they run: ASCII letters become lower case and all others stay; numbers are plain
 * decimals; a day is one as it is written at the beginning of a date or time.
 */
public final class ReadText {
  /** Characters of a number; longer ones are texts. */
  public static final int NUMBER_CHARS_MAX = 40;

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final Pattern DAY =
      Pattern.compile("[0-9]{4}-[01][0-9]-[0-3][0-9]([t ].*)?", Pattern.DOTALL);
  private static final int DAY_CHARS = "2026-01-05".length();

  private ReadText() {}

  /** The text in the form in which it is compared. */
  public static String of(String text) {
    StringBuilder read = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      read.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
    }
    return read.toString();
  }

  /**
   * A text inside a trait, in the form in which {@link #of} takes it: what JSON cannot hold as it
   * is, such as a line break, counts as its escape, because the store keeps traits as JSON.
   */
  public static String inTrait(String text) {
    StringBuilder inTrait = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      String character = Character.toString(c);
      if (c < ' ' || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
        String quoted = JsonText.quote(character);
        inTrait.append(quoted, 1, quoted.length() - 1);
      } else {
        inTrait.append(character);
      }
    }
    return inTrait.toString();
  }

  /** The number that a read text is. */
  public static OptionalDouble number(String read) {
    return read.length() <= NUMBER_CHARS_MAX && NUMBER.matcher(read).matches()
        ? OptionalDouble.of(Double.parseDouble(read))
        : OptionalDouble.empty();
  }

  /** The day that a read text begins with, as a number such as 20260105. */
  public static OptionalInt day(String read) {
    return DAY.matcher(read).matches()
        ? OptionalInt.of(Integer.parseInt(read.substring(0, DAY_CHARS).replace("-", "")))
        : OptionalInt.empty();
  }
}
