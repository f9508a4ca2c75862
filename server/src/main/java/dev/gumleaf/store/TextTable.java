package dev.gumleaf.store;

import java.util.List;

/**
 * A table of the state that holds text of customers.
 *
 * @param keys the columns of its primary key, by which it is walked through
 */
public record TextTable(String name, List<String> keys, Owner owner) {
  public TextTable {
    keys = List.copyOf(keys);
  }

  /** How a row says which workspace it belongs to. */
  public enum Owner {
    /** By a column. */
    WORKSPACE("t.workspace_id"),
    /** By its account; asked row by row, so that the walk stays in the order of the keys. */
    ACCOUNT("(SELECT a.workspace_id FROM accounts a WHERE a.account_key = t.account_key)"),
    /** By its profile. */
    PROFILE("(SELECT p.workspace_id FROM profiles p WHERE p.profile_key = t.profile_key)"),
    /** By the profile that it is a part of. */
    PART(
        """
        (SELECT p.workspace_id
          FROM profile_parts c JOIN profiles p ON p.profile_key = c.profile_key
          WHERE c.part_key = t.part_key)
        """);

    private final String sql;

    Owner(String sql) {
      this.sql = sql;
    }

    /** The workspace of a row {@code t}. */
    String sql() {
      return sql;
    }
  }
}
