package dev.gumleaf.digest;

import java.util.Locale;

/**
 * Lower case as JavaScript has it. Java decides by word boundaries whether a sigma ends a word,
 * JavaScript by the letters around it (Unicode, section 3.13, Final_Sigma); they differ when a
 * digit or a sign follows.
 */
final class LowerCase {
  private static final char CAPITAL_SIGMA = 'Σ';

  /** What may stand inside a word without ending it, besides the categories asked below. */
  private static final String INSIDE_WORDS =
      "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

  private LowerCase() {}

  static String of(String text) {
    String known = text.indexOf(CAPITAL_SIGMA) < 0 ? text : withSmallSigmas(text);
    return known.toLowerCase(Locale.ROOT);
  }

  private static String withSmallSigmas(String text) {
    StringBuilder small = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == CAPITAL_SIGMA) {
        small.setCharAt(i, letterBefore(text, i) && !letterAfter(text, i) ? 'ς' : 'σ');
      }
    }
    return small.toString();
  }

  private static boolean letterBefore(String text, int at) {
    int i = at;
    while (i > 0 && isInsideWords(text.codePointBefore(i))) {
      i -= Character.charCount(text.codePointBefore(i));
    }
    return i > 0 && isCased(text.codePointBefore(i));
  }

  private static boolean letterAfter(String text, int at) {
    int i = at + 1;
    while (i < text.length() && isInsideWords(text.codePointAt(i))) {
      i += Character.charCount(text.codePointAt(i));
    }
    return i < text.length() && isCased(text.codePointAt(i));
  }

  private static boolean isCased(int c) {
    return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  private static boolean isInsideWords(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.MODIFIER_LETTER,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> INSIDE_WORDS.indexOf(c) >= 0;
    };
  }
}
