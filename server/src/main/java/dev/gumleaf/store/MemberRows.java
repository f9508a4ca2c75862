package dev.gumleaf.store;

import dev.gumleaf.audience.AudienceKind;

/** Where the members of an audience are, and in which orders they are read. */
enum MemberRows {
  ACCOUNTS("accounts", "a", "account_key") {
    @Override
    String shownName(Dialect dialect, String row) {
      return "COALESCE(%s, %s.domain)".formatted(AccountFields.name(dialect, row), row);
    }

    @Override
    String isHead() {
      return "a.merged_into IS NULL";
    }
  },
  VISITORS("profiles", "v", "profile_key") {
    @Override
    String shownName(Dialect dialect, String row) {
      return "COALESCE(%1$s.name, CASE WHEN %1$s.kind = 2 THEN %1$s.subject END, %1$s.profile_id)"
          .formatted(row);
    }

    @Override
    String isHead() {
      return "v.listed_at IS NOT NULL";
    }
  };

  private final String table;
  private final String row;
  private final String key;

  MemberRows(String table, String row, String key) {
    this.table = table;
    this.row = row;
    this.key = key;
  }

  static MemberRows of(AudienceKind kind) {
    return switch (kind) {
      case ACCOUNTS -> ACCOUNTS;
      case VISITORS -> VISITORS;
    };
  }

  /** What a row is called; never null. */
  abstract String shownName(Dialect dialect, String row);

  /** The listed rows of the workspace, with the name of each that conditions use. */
  String listed() {
    return "FROM %1$s %2$s WHERE %2$s.workspace_id = :workspace AND %2$s.listed_at IS NOT NULL"
        .formatted(table, row);
  }

  /** Some rows of the workspace, whose keys are a text with commas between them. */
  String some(Dialect dialect, String parameter) {
    // The plus as below.
    return "FROM %1$s %2$s WHERE +%2$s.workspace_id = :workspace AND %3$s"
        .formatted(table, row, dialect.inKeys(rowKey(), parameter));
  }

  String rowKey() {
    return row + "." + key;
  }

  /** Whether a row is on lists. */
  String isListed() {
    return row + ".listed_at IS NOT NULL";
  }

  /** Whether a row is shown as itself. */
  abstract String isHead();

  /** The keys behind a key, in order, of whatever workspace. */
  String keysBehind() {
    return "SELECT %1$s FROM %2$s WHERE %1$s > :after ORDER BY %1$s LIMIT :rows"
        .formatted(key, table);
  }

  /** The keys of a workspace behind a key, up to another. */
  String keysUpTo() {
    return "SELECT %1$s FROM %2$s WHERE +workspace_id = :workspace AND %1$s > :after AND %1$s <= :upTo"
        .formatted(key, table);
  }

  /** The row with a key, if it is of the workspace and still there. */
  String known() {
    // The plus keeps SQLite from reading all rows of the workspace.
    return "SELECT 1 FROM %s WHERE +workspace_id = :workspace AND %s = :key".formatted(table, key);
  }

  String columns() {
    return "%1$s.listed_at, %1$s.%2$s AS row_key".formatted(row, key);
  }

  String order(AudienceMembers.Sort sort, Dialect dialect) {
    String first =
        switch (sort) {
          case LAST_SEEN_FIRST, LAST_SEEN_LAST -> row + ".listed_at";
          case NAME -> sorted(dialect, row);
        };
    String direction = sort == AudienceMembers.Sort.LAST_SEEN_FIRST ? "DESC" : "ASC";
    return "%s %s, %s.%s %s".formatted(first, direction, row, key, direction);
  }

  /**
   * Whether a row stands behind the one with the given key. Of a list by names the place is where
   * that one stands now: a name in a cursor would be in every log of addresses.
   */
  String behind(AudienceMembers.Sort sort, Dialect dialect) {
    return switch (sort) {
      case LAST_SEEN_FIRST -> "(%1$s.listed_at, %1$s.%2$s) < (:value, :key)".formatted(row, key);
      case LAST_SEEN_LAST -> "(%1$s.listed_at, %1$s.%2$s) > (:value, :key)".formatted(row, key);
      case NAME ->
          "(%s, %s.%s) > ((SELECT %s FROM %s k WHERE k.%s = :key), :key)"
              .formatted(sorted(dialect, row), row, key, sorted(dialect, "k"), table, key);
    };
  }

  private String sorted(Dialect dialect, String of) {
    return dialect.lowerAscii(shownName(dialect, of));
  }
}
