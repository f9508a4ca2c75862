package dev.gumleaf.store;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.Strength;
import dev.gumleaf.model.Trend;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads accounts as they are shown. Thread-safe; holds no connection. */
public final class AccountStore {
  private final ScoreStore scores = new ScoreStore();
  private final InstantSource clock;

  /** Reads scores as of now by the system's clock. */
  public AccountStore() {
    this(InstantSource.system());
  }

  /** Reads scores as of now by a clock. */
  public AccountStore(InstantSource clock) {
    this.clock = clock;
  }

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
    return new Page<>(withVisitors(tx, workspace, withMembers(tx, page.items())), page.next());
  }

  /**
   * Accounts that have a score, by it.
   *
   * @param search part of a name or domain in any case, of the account or one merged into it; empty
   *     for all
   * @param excluded whether to show those that nobody wants to see, too
   * @param highestFirst else the lowest first
   * @param atLeast the lowest band that is wanted; null for all
   * @param trend the label that is wanted; null for all
   */
  public Page<AccountView> listByScore(
      Transaction tx,
      WorkspaceId workspace,
      String search,
      boolean excluded,
      boolean highestFirst,
      @Nullable Strength atLeast,
      @Nullable Trend trend,
      Optional<Cursor> after,
      int limit) {
    ScoreListing listing =
        new ScoreListing(
            tx,
            workspace,
            new ScoreListing.Wanted(
                search.toLowerCase(Locale.ROOT), excluded, highestFirst, atLeast, trend),
            scores.scale(tx, workspace),
            clock.millis(),
            after,
            limit + 1);
    Page<ScoreListing.Ranked> page = Page.of(listing.read(), limit, ScoreListing.Ranked::place);
    List<AccountRow> rows = page.items().stream().map(ScoreListing.Ranked::account).toList();
    return new Page<>(withVisitors(tx, workspace, withMembers(tx, rows)), page.next());
  }

  /**
   * The accounts with their scores, the number of their people and what those did, which single
   * accounts come without, because adding it up takes a while for those with many.
   */
  public List<AccountView> withVisitors(
      Transaction tx, WorkspaceId workspace, List<AccountView> accounts) {
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
    Map<AccountKey, AccountScore> scored =
        scores.find(
            tx, workspace, accounts.stream().map(AccountView::key).toList(), clock.millis());
    return accounts.stream()
        .map(view -> {
          People all =
              view.keys().stream()
                  .map(key -> found.getOrDefault(key, People.NONE))
                  .reduce(People.NONE, People::plus);
          return view.with(
              scored.getOrDefault(view.key(), AccountScore.NONE), all.count(), all.activity());
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
  public List<AccountView> find(Transaction tx, WorkspaceId workspace, List<AccountKey> heads) {
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
    return withVisitors(tx, workspace, withMembers(tx, inOrder));
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
        AccountScore.NONE,
        0,
        VisitActivity.NONE);
  }
}
