package dev.gumleaf.model;

/**
 * Text that every store can hold. PostgreSQL refuses U+0000, and a surrogate without its other half
 * has no UTF-8 form; both become U+FFFD, on every engine, so that they agree.
 */
public final class PlainText {
  private static final char REPLACEMENT = '\ufffd';

  private PlainText() {}

  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text, i)) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      plain.append(isPlain(text, i) ? text.charAt(i) : REPLACEMENT);
    }
    return plain.toString();
  }

  private static boolean isPlain(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
    return c != 0;
  }
}
