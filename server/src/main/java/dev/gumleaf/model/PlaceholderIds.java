package dev.gumleaf.model;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Ids that stand for nobody: what a client sends when it has no id. They must never name a profile,
 * because all people without an id would become one.
 */
public final class PlaceholderIds {
  /** What programs write for "nothing" and for "not signed in", in lower case. */
  private static final Set<String> WORDS =
      Set.of(
          // nothing, in one language or another
          "null",
          "(null)",
          "<null>",
          "undefined",
          "nil",
          "none",
          "nan",
          "n/a",
          "empty",
          "true",
          "false",
          "-1",
          "-",
          "[object object]",
          "{}",
          "[]",
          // nobody in particular
          "anonymous",
          "anon",
          "guest",
          "visitor",
          "unknown",
          "user",
          "not_authenticated",
          // the name of the field in place of its value
          "id",
          "user_id",
          "userid",
          "profile_id",
          "anonymous_id",
          "anonymousid",
          "distinct_id",
          "distinctid",
          "email");

  /** Only zeros, and UUIDs of one digit, with or without hyphens and braces. */
  private static final Pattern ONE_DIGIT =
      Pattern.compile("0+|\\{?([0-9a-f])\\1{7}(-?)\\1{4}\\2\\1{4}\\2\\1{4}\\2\\1{12}\\}?");

  /** Longer than each of them, with room for quotes and spaces. */
  private static final int LENGTH_MAX = 200;

  private static final String QUOTES = "\"'`";

  private PlaceholderIds() {}

  /**
   * Whether it stands for nobody; white space and quotes around it do not matter, nor does case.
   */
  public static boolean isPlaceholder(String id) {
    if (id.length() > LENGTH_MAX) {
      return id.isBlank();
    }
    String bare = bare(id).toLowerCase(Locale.ROOT);
    return bare.isEmpty() || WORDS.contains(bare) || ONE_DIGIT.matcher(bare).matches();
  }

  private static String bare(String id) {
    int from = 0;
    int to = id.length();
    while (from < to && isAround(id.charAt(from))) {
      from++;
    }
    while (to > from && isAround(id.charAt(to - 1))) {
      to--;
    }
    return id.substring(from, to);
  }

  private static boolean isAround(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || QUOTES.indexOf(c) >= 0;
  }
}
