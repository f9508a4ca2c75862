package dev.gumleaf.ingest;

/** Makes texts fit for every store. */
final class StoredText {
  private static final char REPLACEMENT = '\ufffd';

  private StoredText() {}

  /** The text with U+0000 replaced, which PostgreSQL cannot hold. */
  static String withoutNul(String text) {
    return text.replace('\0', REPLACEMENT);
  }

  /**
   * The text with U+0000 and surrogates without their other half replaced: neither survives as a
   * plain column. Two names that differ in them only become one.
   */
  static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || (c >= 0xd800 && c <= 0xdfff) ? REPLACEMENT : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
