package dev.gumleaf.store;

import java.nio.charset.StandardCharsets;

/**
 * A piece of text as it reads: ASCII letters in lower case, the escapes of JSON and of URLs
 * resolved, each character with the place it came from. So {@code Ann%40acme.test} reads like
 * {@code ann@acme.test}, and so does the same with an escape of JSON for the at sign.
 */
final class FoldedText {
  private static final String SHORT_ESCAPES = "\"\\/bfnrt";
  private static final String SHORT_MEANINGS = "\"\\/\b\f\n\r\t";
  private static final int UNICODE_ESCAPE = "\\u0000".length();
  private static final int PERCENT_ESCAPE = "%XX".length();
  private static final int HEX = 16;

  private final String text;
  private final char[] folded;
  private final int[] starts;
  private int length;

  private FoldedText(String text, int from, int to) {
    this.text = text;
    this.folded = new char[to - from];
    this.starts = new int[to - from + 1];
    int at = from;
    while (at < to) {
      at = add(at, to);
    }
    starts[length] = to;
  }

  static FoldedText of(String text, int from, int to) {
    return new FoldedText(text, from, to);
  }

  int length() {
    return length;
  }

  char charAt(int index) {
    return folded[index];
  }

  /** Where in the text a character begins; for the length, where the piece ends. */
  int start(int index) {
    return starts[index];
  }

  boolean hasAt(int index, String other) {
    if (index + other.length() > length) {
      return false;
    }
    for (int i = 0; i < other.length(); i++) {
      if (folded[index + i] != other.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return new String(folded, 0, length);
  }

  /** Adds what begins here and gives where the next begins. */
  private int add(int at, int to) {
    char c = text.charAt(at);
    if (c == '\\' && at + 1 < to) {
      return addEscape(at, to);
    }
    if (c == '%') {
      return addPercent(at, to);
    }
    put(c, at);
    return at + 1;
  }

  private int addEscape(int at, int to) {
    char kind = text.charAt(at + 1);
    int unit = kind == 'u' && at + UNICODE_ESCAPE <= to ? hex(at + 2, at + UNICODE_ESCAPE) : -1;
    if (unit >= 0) {
      put((char) unit, at);
      return at + UNICODE_ESCAPE;
    }
    int known = SHORT_ESCAPES.indexOf(kind);
    if (known >= 0) {
      put(SHORT_MEANINGS.charAt(known), at);
      return at + 2;
    }
    put('\\', at);
    return at + 1;
  }

  /** The bytes of one character in UTF-8, each escaped. */
  private int addPercent(int at, int to) {
    int first = percentByte(at, to);
    int count = first < 0 ? 0 : bytes(first);
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      int value = percentByte(at + i * PERCENT_ESCAPE, to);
      if (value < 0) {
        count = 0;
      } else {
        bytes[i] = (byte) value;
      }
    }
    if (count == 0) {
      put('%', at);
      return at + 1;
    }
    String decoded = new String(bytes, StandardCharsets.UTF_8);
    for (int i = 0; i < decoded.length(); i++) {
      put(decoded.charAt(i), at);
    }
    return at + count * PERCENT_ESCAPE;
  }

  private static int bytes(int first) {
    if (first < 0x80) {
      return 1;
    }
    return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  }

  private int percentByte(int at, int to) {
    return at + PERCENT_ESCAPE <= to && text.charAt(at) == '%'
        ? hex(at + 1, at + PERCENT_ESCAPE)
        : -1;
  }

  private int hex(int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(text.charAt(i), HEX);
      if (digit < 0) {
        return -1;
      }
      value = value * HEX + digit;
    }
    return value;
  }

  private void put(char c, int at) {
    folded[length] = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    starts[length] = at;
    length++;
  }
}
