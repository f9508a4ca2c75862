package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

/**
 * Things that count together, up to a limit, so that no single kind of them makes the score.
 *
 * @param name unique in its model, 1 to 60 characters; {@link #PEOPLE} is taken
 * @param limit points that count at most; above 0
 */
public record ScoreGroup(String name, double limit) {
  /** The part of a score that comes from how many people were active. */
  public static final String PEOPLE = "people";

  /** Characters of a name. */
  static final int NAME_CHARS_MAX = 60;

  /** Checks name and limit. */
  public ScoreGroup {
    requireNonNull(name, "name");
    if (name.isBlank() || name.length() > NAME_CHARS_MAX || name.equals(PEOPLE)) {
      throw new IllegalArgumentException(
          "groups.name is 1 to %d characters and not \"%s\", it is \"%s\""
              .formatted(NAME_CHARS_MAX, PEOPLE, name));
    }
    if (!(limit > 0) || Double.isInfinite(limit)) {
      throw new IllegalArgumentException(
          "groups.limit of \"%s\" is a number above 0, not %s".formatted(name, limit));
    }
  }
}
