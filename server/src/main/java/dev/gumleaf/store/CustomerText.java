package dev.gumleaf.store;

import dev.gumleaf.store.TextTable.Owner;
import java.util.List;
import java.util.Set;

/**
 * Where the state holds text that customers sent, and that can be about people. A new column of
 * text belongs in one of the two lists here; a test compares them with the schema.
 */
public final class CustomerText {
  private static final TextTable ACCOUNTS =
      new TextTable("accounts", List.of("account_key"), Owner.WORKSPACE);
  private static final TextTable MERGES =
      new TextTable("account_merges", List.of("merge_id"), Owner.WORKSPACE);
  private static final TextTable TRAITS =
      new TextTable("traits", List.of("account_key", "group_id", "name"), Owner.ACCOUNT);
  private static final TextTable NAMES =
      new TextTable("names", List.of("name_key"), Owner.WORKSPACE);
  private static final TextTable ENTRIES =
      new TextTable("entries", List.of("entry_key"), Owner.ACCOUNT);
  private static final TextTable FATES =
      new TextTable("entry_fates", List.of("fate_key"), Owner.WORKSPACE);

  /**
   * All columns that can hold text of customers. On SQLite, {@code accounts.search} is in the index
   * {@code account_search} as well, which follows it; {@link Database#scrub} clears that of what
   * went.
   */
  public static final List<TextColumn> COLUMNS =
      List.of(
          TextColumn.plain(ACCOUNTS, "name"),
          TextColumn.plain(ACCOUNTS, "search"),
          TextColumn.plain(MERGES, "reason"),
          TextColumn.plain(MERGES, "created_by"),
          TextColumn.plain(MERGES, "undone_by"),
          TextColumn.json(TRAITS, "value"),
          TextColumn.plain(TRAITS, "spelling"),
          TextColumn.unique(TRAITS, "name", "account_key", "group_id"),
          TextColumn.unique(TRAITS, "group_id", "account_key", "name"),
          TextColumn.unique(NAMES, "name", "workspace_id"),
          TextColumn.json(ENTRIES, "body"),
          TextColumn.json(ENTRIES, "others"),
          TextColumn.plain(ENTRIES, "message_id"),
          TextColumn.plain(FATES, "detail"),
          TextColumn.plain(FATES, "message_id"),
          // JSON as it was sent, but cut off where it is long.
          TextColumn.plain(FATES, "content"));

  /**
   * All other columns of text: what the program or its operator wrote. An account's domain is a
   * company's, and names the account; it goes when the account goes.
   */
  public static final Set<String> OTHERS =
      Set.of(
          "accounts.account_id",
          "accounts.domain",
          "account_merges.kind",
          "counters.name",
          "entry_fates.fate",
          "entry_fates.reason",
          "entry_fates.request_id",
          "public_keys.label",
          "public_keys.value",
          "secret_keys.hash",
          "secret_keys.label",
          "secret_keys.prefix",
          "workspaces.name");

  private CustomerText() {}

  /** The names of the tables. */
  static List<String> tables() {
    return COLUMNS.stream().map(column -> column.table().name()).distinct().toList();
  }
}
