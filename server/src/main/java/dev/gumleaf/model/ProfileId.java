package dev.gumleaf.model;

import static java.util.Objects.requireNonNull;

/**
 * The id of a profile, as a browser keeps it in a cookie or a server made it up; any text. The id
 * of a known profile is made from its e-mail address.
 */
public record ProfileId(String value) implements SubjectId {
  /** In UTF-16 units; the longest id any known client sends has 36. */
  public static final int LENGTH_MAX = 200;

  public ProfileId {
    requireNonNull(value, "value");
  }

  @Override
  public String memberName() {
    return "profile_id";
  }
}
