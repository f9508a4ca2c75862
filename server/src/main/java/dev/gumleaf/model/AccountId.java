package dev.gumleaf.model;

/**
 * The public identity of an account, {@code acct_} and 26 characters.
 *
 * <p>It is derived from the workspace and the domain (see {@link AccountIds}), so the same company
 * has the same id whatever order its data arrived in, and after a rebuild from the journal.
 */
public record AccountId(String value) implements SubjectId {
  public static final String PREFIX = "acct_";

  /** Longest id that is worth looking up, in characters. */
  public static final int LENGTH_MAX = 64;

  public AccountId {
    if (value.isBlank() || value.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("an account id has 1 to " + LENGTH_MAX + " characters");
    }
  }

  @Override
  public String memberName() {
    return "account_id";
  }
}
