package dev.gumleaf.model;

/**
 * The canonical, snake_case name of a trait: {@code billingPlan}, {@code BillingPlan} and {@code
 * billing_plan} are one trait. The spelling a client used is kept beside it, in {@link Trait}.
 */
public record TraitName(String value) implements Comparable<TraitName> {
  /** Reads any spelling; underscores go where a word begins, and all letters become lower case. */
  public static TraitName of(String spelling) {
    if (isSnakeCase(spelling)) {
      return new TraitName(spelling);
    }
    StringBuilder name = new StringBuilder(spelling.length() + 4);
    for (int i = 0; i < spelling.length(); i++) {
      char c = spelling.charAt(i);
      if (Character.isUpperCase(c)) {
        if (startsWord(spelling, i)) {
          name.append('_');
        }
        name.append(Character.toLowerCase(c));
      } else {
        name.append(c);
      }
    }
    return new TraitName(name.toString());
  }

  private static boolean isSnakeCase(String spelling) {
    for (int i = 0; i < spelling.length(); i++) {
      if (Character.isUpperCase(spelling.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * A capital starts a word after a small letter or digit, and as the last of several capitals:
   * HTMLPage.
   */
  private static boolean startsWord(String spelling, int i) {
    if (i == 0) {
      return false;
    }
    char before = spelling.charAt(i - 1);
    if (Character.isLowerCase(before) || Character.isDigit(before)) {
      return true;
    }
    return Character.isUpperCase(before)
        && i + 1 < spelling.length()
        && Character.isLowerCase(spelling.charAt(i + 1));
  }

  @Override
  public int compareTo(TraitName other) {
    return value.compareTo(other.value);
  }
}
