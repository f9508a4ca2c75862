package dev.gumleaf.store;

/** Patterns for {@code LIKE … ESCAPE '!'}. */
final class LikePattern {
  private LikePattern() {}

  /** Matches every text that has this one in it. */
  static String containing(String text) {
    return endingWith(text) + "%";
  }

  /** Matches every text that ends with this one. */
  static String endingWith(String text) {
    return "%" + escaped(text);
  }

  /** Matches every text that begins with this one. */
  static String startingWith(String text) {
    return escaped(text) + "%";
  }

  /** Matches every text that is this one, in which {@code *} stands for any text. */
  static String withStars(String text) {
    return escaped(text).replace('*', '%');
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
