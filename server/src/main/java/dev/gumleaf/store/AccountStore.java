package dev.gumleaf.store;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads accounts as they are shown. Thread-safe; holds no connection. */
public final class AccountStore {
  private static final String COLUMNS =
      """
      account_key, account_id, domain, name, first_seen_at, last_seen_at, events, identifies,
        marked, merged_into, listed_at
      """;

  /** One row of the table. */
  private record Row(
      long key,
      String id,
      String domain,
      @Nullable String name,
      @Nullable Long firstSeenAt,
      @Nullable Long lastSeenAt,
      long events,
      long identifies,
      long marked,
      @Nullable Long mergedInto,
      @Nullable Long listedAt) {}

  /**
   * Accounts with activity, by when it was last.
   *
   * @param search part of a name or domain in any case; empty for all
   * @param newestFirst else the longest silent first
   */
  public Page<AccountView> list(
      Transaction tx,
      WorkspaceId workspace,
      String search,
      boolean newestFirst,
      Optional<Cursor> after,
      int limit) {
    String compare = newestFirst ? "<" : ">";
    String order = newestFirst ? "DESC" : "ASC";
    Query query =
        tx.query(
                """
                SELECT %s
                FROM accounts
                WHERE workspace_id = :workspace
                  AND listed_at IS NOT NULL
                  %s
                  %s
                ORDER BY listed_at %s, account_key %s
                LIMIT :limit
                """
                    .formatted(
                        COLUMNS,
                        search.isEmpty() ? "" : "AND search LIKE :pattern ESCAPE '!'",
                        after.isEmpty()
                            ? ""
                            : "AND (listed_at, account_key) %s (:value, :key)".formatted(compare),
                        order,
                        order))
            .bind("workspace", workspace.value())
            .bind("limit", limit + 1);
    if (!search.isEmpty()) {
      query.bind("pattern", "%" + escaped(search.toLowerCase(Locale.ROOT)) + "%");
    }
    after.ifPresent(cursor -> query.bind("value", cursor.value()).bind("key", cursor.key()));
    Page<Row> page =
        Page.of(
            query.map((row, context) -> toRow(row)).list(),
            limit,
            row -> new Cursor(row.listedAt() == null ? 0 : row.listedAt(), row.key()));
    return new Page<>(withMembers(tx, page.items()), page.next());
  }

  private static String escaped(String search) {
    return search.replace("!", "!!").replace("%", "!%").replace("_", "!_");
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
                .formatted(COLUMNS, column))
        .bind("workspace", workspace.value())
        .bind("value", value)
        .map((row, context) -> toRow(row))
        .findOne()
        .map(row -> withMembers(tx, List.of(row)).getFirst());
  }

  private static List<AccountView> withMembers(Transaction tx, List<Row> heads) {
    if (heads.isEmpty()) {
      return List.of();
    }
    Map<Long, List<Row>> members = new HashMap<>();
    tx.query(
            """
            SELECT %s
            FROM accounts
            WHERE merged_into IN (<heads>)
            """
                .formatted(COLUMNS))
        .bindList("heads", heads.stream().map(Row::key).toList())
        .map((row, context) -> toRow(row))
        .forEach(
            row -> members.computeIfAbsent(row.mergedInto(), head -> new ArrayList<>()).add(row));
    return heads.stream()
        .map(head -> view(head, members.getOrDefault(head.key(), List.of())))
        .toList();
  }

  private static AccountView view(Row head, List<Row> members) {
    List<Row> all = new ArrayList<>();
    all.add(head);
    members.stream().sorted(Comparator.comparing(Row::domain)).forEach(all::add);
    return new AccountView(
        all.stream().map(row -> new AccountKey(row.key())).toList(),
        new AccountId(head.id()),
        all.stream().map(row -> new Domain(row.domain())).toList(),
        all.stream().map(Row::name).filter(name -> name != null).findFirst().orElse(null),
        all.stream()
            .map(Row::firstSeenAt)
            .filter(seen -> seen != null)
            .min(Comparator.naturalOrder())
            .map(Instant::ofEpochMilli)
            .orElse(null),
        all.stream()
            .map(Row::lastSeenAt)
            .filter(seen -> seen != null)
            .max(Comparator.naturalOrder())
            .map(Instant::ofEpochMilli)
            .orElse(null),
        all.stream().mapToLong(Row::events).sum(),
        all.stream().mapToLong(Row::identifies).sum(),
        all.stream().mapToLong(Row::marked).sum());
  }

  private static Row toRow(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("account_key"),
        row.getString("account_id"),
        row.getString("domain"),
        row.getString("name"),
        Columns.optionalLong(row, "first_seen_at"),
        Columns.optionalLong(row, "last_seen_at"),
        row.getLong("events"),
        row.getLong("identifies"),
        row.getLong("marked"),
        Columns.optionalLong(row, "merged_into"),
        Columns.optionalLong(row, "listed_at"));
  }
}
