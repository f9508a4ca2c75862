package dev.gumleaf.store;

/** What can be searched for a part of its name. */
enum SearchIndex {
  ACCOUNTS("accounts", "account_key", "account_search"),
  PROFILES("profiles", "profile_key", "profile_search");

  private final String table;
  private final String key;
  private final String words;

  SearchIndex(String table, String key, String words) {
    this.table = table;
    this.key = key;
    this.words = words;
  }

  /** The table with the column {@code search}. */
  String table() {
    return table;
  }

  /** The table's primary key. */
  String key() {
    return key;
  }

  /** The table of pieces of text, on the engine that keeps them in one. */
  String words() {
    return words;
  }
}
