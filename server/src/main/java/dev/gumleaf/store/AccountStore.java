package dev.gumleaf.store;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads accounts as they are shown. Thread-safe; holds no connection. */
public final class AccountStore {
  /**
   * Accounts with activity, by when it was last.
   *
   * @param search part of a name or domain in any case, of the account or one merged into it; empty
   *     for all
   * @param excluded whether to show those that nobody wants to see, too
   * @param newestFirst else the longest silent first
   */
  public Page<AccountView> list(
      Transaction tx,
      WorkspaceId workspace,
      String search,
      boolean excluded,
      boolean newestFirst,
      Optional<Cursor> after,
      int limit) {
    AccountListing listing =
        new AccountListing(tx, workspace, excluded, newestFirst, after, limit + 1);
    Page<AccountRow> page =
        Page.of(listing.read(search.toLowerCase(Locale.ROOT)), limit, AccountRow::place);
    return new Page<>(withVisitors(tx, withMembers(tx, page.items())), page.next());
  }

  /**
   * The accounts with the number of their people and what those did, which single accounts come
   * without, because adding it up takes a while for those with many.
   */
  public List<AccountView> withVisitors(Transaction tx, List<AccountView> accounts) {
    if (accounts.isEmpty()) {
      return accounts;
    }
    Map<AccountKey, People> found = new HashMap<>();
    tx.query(
            """
            SELECT p.account_key, COUNT(DISTINCT p.profile_key) AS people, %s
            FROM profiles p
              JOIN profile_parts t ON t.person_key = p.profile_key
            WHERE p.account_key IN (<accounts>) AND p.listed_at IS NOT NULL AND p.internal = 0
            GROUP BY p.account_key
            """
                .formatted(ActivitySums.COLUMNS))
        .bindList(
            "accounts",
            accounts.stream().flatMap(view -> view.keys().stream()).map(AccountKey::value).toList())
        .map((row, context) ->
            Map.entry(
                new AccountKey(row.getLong("account_key")),
                new People(row.getLong("people"), ActivitySums.of(row))))
        .forEach(people -> found.put(people.getKey(), people.getValue()));
    return accounts.stream()
        .map(view -> {
          People all =
              view.keys().stream()
                  .map(key -> found.getOrDefault(key, People.NONE))
                  .reduce(People.NONE, People::plus);
          return view.with(all.count(), all.activity());
        })
        .toList();
  }

  /** How many people are of an account, and what they did. */
  private record People(long count, VisitActivity activity) {
    static final People NONE = new People(0, VisitActivity.NONE);

    People plus(People other) {
      return new People(count + other.count, activity.plus(other.activity));
    }
  }

  /** Accounts by the keys of those that they are shown as, in that order, with their people. */
  List<AccountView> find(Transaction tx, List<AccountKey> heads) {
    if (heads.isEmpty()) {
      return List.of();
    }
    Map<Long, AccountRow> found = new HashMap<>();
    tx.query(
            """
            SELECT %s
            FROM accounts
            WHERE account_key IN (<heads>)
            """
                .formatted(AccountRow.COLUMNS))
        .bindList("heads", heads.stream().map(AccountKey::value).toList())
        .map((row, context) -> AccountRow.of(row))
        .forEach(row -> found.put(row.key(), row));
    List<AccountRow> inOrder =
        heads.stream().map(key -> found.get(key.value())).filter(Objects::nonNull).toList();
    return withVisitors(tx, withMembers(tx, inOrder));
  }

  public Optional<AccountView> findByDomain(Transaction tx, WorkspaceId workspace, Domain domain) {
    return find(tx, workspace, "domain", domain.value());
  }

  public Optional<AccountView> findById(Transaction tx, WorkspaceId workspace, AccountId id) {
    return find(tx, workspace, "account_id", id.value());
  }

  /** The account that the one with this value is shown under. */
  private static Optional<AccountView> find(
      Transaction tx, WorkspaceId workspace, String column, String value) {
    return tx.query(
            """
            SELECT %s
            FROM accounts
            WHERE account_key = (
              SELECT COALESCE(merged_into, account_key)
              FROM accounts
              WHERE workspace_id = :workspace AND %s = :value)
            """
                .formatted(AccountRow.COLUMNS, column))
        .bind("workspace", workspace.value())
        .bind("value", value)
        .map((row, context) -> AccountRow.of(row))
        .findOne()
        .map(row -> withMembers(tx, List.of(row)).getFirst());
  }

  private static List<AccountView> withMembers(Transaction tx, List<AccountRow> heads) {
    if (heads.isEmpty()) {
      return List.of();
    }
    Map<Long, List<AccountRow>> members = new HashMap<>();
    tx.query(
            """
            SELECT %s
            FROM accounts
            WHERE merged_into IN (<heads>)
            """
                .formatted(AccountRow.COLUMNS))
        .bindList("heads", heads.stream().map(AccountRow::key).toList())
        .map((row, context) -> AccountRow.of(row))
        .forEach(
            row -> members.computeIfAbsent(row.mergedInto(), head -> new ArrayList<>()).add(row));
    return heads.stream()
        .map(head -> view(head, members.getOrDefault(head.key(), List.of())))
        .toList();
  }

  private static AccountView view(AccountRow head, List<AccountRow> members) {
    List<AccountRow> all = new ArrayList<>();
    all.add(head);
    members.stream().sorted(Comparator.comparing(AccountRow::domain)).forEach(all::add);
    return new AccountView(
        all.stream().map(row -> new AccountKey(row.key())).toList(),
        new AccountId(head.id()),
        all.stream().map(row -> new Domain(row.domain())).toList(),
        all.stream().map(AccountRow::name).filter(name -> name != null).findFirst().orElse(null),
        all.stream()
            .map(AccountRow::firstSeenAt)
            .filter(seen -> seen != null)
            .min(Comparator.naturalOrder())
            .map(Instant::ofEpochMilli)
            .orElse(null),
        all.stream()
            .map(AccountRow::lastSeenAt)
            .filter(seen -> seen != null)
            .max(Comparator.naturalOrder())
            .map(Instant::ofEpochMilli)
            .orElse(null),
        all.stream().mapToLong(AccountRow::events).sum(),
        all.stream().mapToLong(AccountRow::identifies).sum(),
        all.stream().mapToLong(AccountRow::marked).sum(),
        head.excluded(),
        0,
        VisitActivity.NONE);
  }
}
