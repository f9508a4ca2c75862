package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * Things that count together, up to a limit, so that no single kind of them makes the score.
 *
 * @param name unique in its model: 1 to 60 letters, digits, spaces, {@code _} and {@code -}, so
 *     that nobody's address can be in it; {@link #PEOPLE} is taken
 * @param limit points that count at most; above 0
 */
public record ScoreGroup(String name, double limit) {
  /** The part of a score that comes from how many people were active. */
  public static final String PEOPLE = "people";

  /** Characters of a name. */
  static final int NAME_CHARS_MAX = 60;

  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{Nd} _-]{1," + NAME_CHARS_MAX + "}");

  /** Checks name and limit. */
  public ScoreGroup {
    requireNonNull(name, "name");
    if (!NAME.matcher(name).matches() || name.isBlank() || name.equals(PEOPLE)) {
      throw new IllegalArgumentException(
          "groups.name is 1 to %d letters, digits, spaces, _ and - and not \"%s\""
              .formatted(NAME_CHARS_MAX, PEOPLE));
    }
    if (!(limit > 0) || Double.isInfinite(limit)) {
      throw new IllegalArgumentException(
          "groups.limit of \"%s\" is a number above 0, not %s".formatted(name, limit));
    }
  }
}
