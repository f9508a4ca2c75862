package dev.gumleaf.condition;

/** Patterns in which {@code *} stands for any text. */
final class Wildcards {
  private Wildcards() {}

  /**
   * Whether a whole text fits. Takes at most the product of both lengths, however many stars there
   * are, because only the last star is ever tried again.
   */
  static boolean match(String text, String pattern) {
    int at = 0;
    int want = 0;
    int star = -1;
    int resume = 0;
    while (at < text.length()) {
      if (want < pattern.length() && pattern.charAt(want) == '*') {
        star = want++;
        resume = at;
      } else if (want < pattern.length() && pattern.charAt(want) == text.charAt(at)) {
        at++;
        want++;
      } else if (star >= 0) {
        want = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (want < pattern.length() && pattern.charAt(want) == '*') {
      want++;
    }
    return want == pattern.length();
  }
}
