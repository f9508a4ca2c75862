package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.model.PlainText;
import java.io.ByteArrayOutputStream;

/** Decodes names and values of URL parameters. */
final class UrlText {
  private UrlText() {}

  /**
   * The text that a name or value stands for, as browsers decode it: a plus is a space, bytes are
   * UTF-8, and a percent sign without two digits is itself. Never fails.
   */
  static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return PlainText.of(text);
    }
    StringBuilder decoded = new StringBuilder(text.length());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int i = 0;
    while (i < text.length()) {
      int value = escapedByte(text, i);
      if (value >= 0) {
        bytes.write(value);
        i += 3;
      } else {
        drain(bytes, decoded);
        decoded.append(text.charAt(i) == '+' ? ' ' : text.charAt(i));
        i++;
      }
    }
    drain(bytes, decoded);
    return PlainText.of(decoded.toString());
  }

  /** Escaped bytes are one character only together, so they are decoded in one go. */
  private static void drain(ByteArrayOutputStream bytes, StringBuilder decoded) {
    if (bytes.size() > 0) {
      decoded.append(bytes.toString(UTF_8));
      bytes.reset();
    }
  }

  /** The byte that is escaped at a position, -1 if none is. */
  static int escapedByte(String text, int at) {
    if (text.charAt(at) != '%' || at + 2 >= text.length()) {
      return -1;
    }
    int high = hexDigit(text.charAt(at + 1));
    int low = hexDigit(text.charAt(at + 2));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  /** Unlike {@link Character#digit} it takes ASCII only. */
  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
