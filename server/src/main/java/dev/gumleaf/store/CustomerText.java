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

  private static final TextTable PROFILES =
      new TextTable("profiles", List.of("profile_key"), Owner.WORKSPACE);
  private static final TextTable PROFILE_TRAITS =
      new TextTable("profile_traits", List.of("part_key", "name"), Owner.PART);
  private static final TextTable VISITS =
      new TextTable("profile_entries", List.of("entry_key"), Owner.PROFILE);
  private static final TextTable EXCLUSIONS =
      new TextTable("exclusions", List.of("exclusion_id"), Owner.WORKSPACE);
  private static final TextTable AUDIENCES =
      new TextTable("audiences", List.of("audience_id"), Owner.WORKSPACE);
  private static final TextTable PROFILE_MERGES =
      new TextTable("profile_merges", List.of("merge_id"), Owner.WORKSPACE);
  private static final TextTable FIT_MODELS =
      new TextTable("fit_models", List.of("workspace_id", "version"), Owner.WORKSPACE);
  private static final TextTable SCORE_MODELS =
      new TextTable("score_models", List.of("workspace_id", "version"), Owner.WORKSPACE);
  private static final TextTable FIRMOGRAPHICS =
      new TextTable("firmographics", List.of("workspace_id", "domain", "name"), Owner.WORKSPACE);
  private static final TextTable HITS =
      new TextTable("signal_hits", List.of("hit_key"), Owner.WORKSPACE);

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
          TextColumn.plain(FATES, "content"),
          TextColumn.plain(PROFILES, "name"),
          TextColumn.plain(PROFILES, "search"),
          TextColumn.json(PROFILE_TRAITS, "value"),
          TextColumn.plain(PROFILE_TRAITS, "spelling"),
          TextColumn.unique(PROFILE_TRAITS, "name", "part_key"),
          TextColumn.json(VISITS, "body"),
          TextColumn.json(VISITS, "others"),
          TextColumn.plain(VISITS, "message_id"),
          TextColumn.plain(VISITS, "session_id"),
          TextColumn.plain(PROFILE_MERGES, "undone_by"),
          TextColumn.json(HITS, "evidence"),
          TextColumn.plain(EXCLUSIONS, "reason"),
          TextColumn.plain(EXCLUSIONS, "created_by"),
          TextColumn.unique(EXCLUSIONS, "value", "workspace_id", "kind"),
          TextColumn.json(AUDIENCES, "filter"),
          TextColumn.plain(AUDIENCES, "created_by"),
          TextColumn.unique(AUDIENCES, "name", "workspace_id"),
          TextColumn.json(FIT_MODELS, "rules"),
          TextColumn.plain(FIT_MODELS, "created_by"),
          TextColumn.json(SCORE_MODELS, "rules"),
          TextColumn.plain(SCORE_MODELS, "created_by"),
          TextColumn.json(FIRMOGRAPHICS, "value"),
          TextColumn.plain(FIRMOGRAPHICS, "source"),
          TextColumn.unique(FIRMOGRAPHICS, "name", "workspace_id", "domain"));

  /**
   * All other columns of text: what the program or its operator wrote, and what names a row and
   * goes with it: an account's domain, a profile's subject, and what hangs on a profile.
   */
  public static final Set<String> OTHERS =
      Set.of(
          "accounts.account_id",
          "accounts.domain",
          "audiences.kind",
          "account_merges.kind",
          "changes.body",
          "counters.name",
          "entry_fates.fate",
          "entry_fates.reason",
          "entry_fates.request_id",
          "public_keys.label",
          "public_keys.value",
          // Names of groups, in which no address and no domain can be.
          "score_days.group_name",
          "secret_keys.hash",
          "secret_keys.label",
          "secret_keys.prefix",
          "workspaces.name",
          "workspaces.identity_secret",
          "profiles.subject",
          "profiles.profile_id",
          "profile_merges.request_id",
          "profile_addresses.address",
          "profile_addresses.city",
          "profile_addresses.confidence",
          "profile_addresses.country",
          "profile_addresses.organization",
          "profile_addresses.reason",
          "profile_addresses.region",
          "firmographics.domain",
          "sessions.session_id",
          "signals.name",
          "signals.rule",
          "signal_versions.created_by",
          "signal_versions.name",
          "signal_versions.rule",
          "exclusions.kind",
          "deletion_requests.created_by",
          "deletion_requests.deletion_request_id",
          "deletion_requests.idempotency_hash",
          "deletion_requests.message",
          "deletion_requests.status",
          "deletion_subjects.deletion_request_id",
          "deletion_subjects.fingerprint",
          "deletion_subjects.kind",
          "deletion_subjects.receipt",
          "deletion_subjects.subject",
          "suppressions.fingerprint");

  private CustomerText() {}

  /** The names of the tables. */
  static List<String> tables() {
    return COLUMNS.stream().map(column -> column.table().name()).distinct().toList();
  }
}
