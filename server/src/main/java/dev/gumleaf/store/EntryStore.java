package dev.gumleaf.store;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Reads stored entries. Thread-safe; holds no connection. */
public final class EntryStore {
  private static final String COLUMNS =
      """
      e.entry_key, a.account_id, e.kind, n.name, e.message_id, e.body, e.others, e.sent_at,
        e.received_at, e.effective_at, e.source, e.marks
      """;

  private static final Comparator<StoredEntry> NEWEST_FIRST =
      Comparator.comparing(StoredEntry::effectiveAt).thenComparingLong(StoredEntry::key).reversed();

  /**
   * Which entries of an account to list.
   *
   * @param name an event's name; empty for all. Identifies have none
   * @param since entries that hold from then or later
   * @param until entries that hold from before then
   * @param hidden whether to show entries that are kept off lists, too
   */
  public record Filter(
      CallKind kind,
      Optional<String> name,
      Optional<Instant> since,
      Optional<Instant> until,
      boolean hidden) {}

  /** Entries of an account, newest first. */
  public Page<StoredEntry> list(
      Transaction tx, AccountView account, Filter filter, Optional<Cursor> after, int limit) {
    Optional<Long> nameKey = Optional.empty();
    if (filter.name().isPresent()) {
      nameKey = findNameKey(tx, account.key(), filter.name().get());
      if (nameKey.isEmpty()) {
        return new Page<>(List.of(), Optional.empty());
      }
    }
    // The timeline is in order inside one account only, so merged ones are read one by one.
    List<StoredEntry> newest = new ArrayList<>();
    for (AccountKey key : account.keys()) {
      newest.addAll(list(tx, key, filter, nameKey, after, limit + 1));
      newest.sort(NEWEST_FIRST);
      if (newest.size() > limit + 1) {
        newest.subList(limit + 1, newest.size()).clear();
      }
    }
    return Page.of(
        newest, limit, entry -> new Cursor(entry.effectiveAt().toEpochMilli(), entry.key()));
  }

  private static Optional<Long> findNameKey(Transaction tx, AccountKey account, String name) {
    return tx.query(
            """
            SELECT n.name_key
            FROM accounts a JOIN names n ON n.workspace_id = a.workspace_id
            WHERE a.account_key = :account AND n.name = :name
            """)
        .bind("account", account.value())
        .bind("name", PlainText.of(name))
        .mapTo(Long.class)
        .findOne();
  }

  private static List<StoredEntry> list(
      Transaction tx,
      AccountKey account,
      Filter filter,
      Optional<Long> nameKey,
      Optional<Cursor> after,
      int limit) {
    Query query =
        tx.query(
                """
                SELECT %s
                FROM entries e
                  JOIN accounts a ON a.account_key = e.account_key
                  LEFT JOIN names n ON n.name_key = e.name_key
                WHERE e.account_key = :account
                  %s
                ORDER BY e.effective_at DESC, e.entry_key DESC
                LIMIT :limit
                """
                    .formatted(COLUMNS, conditions(filter, nameKey, after)))
            .bind("account", account.value())
            .bind("limit", limit);
    if (!filter.hidden()) {
      query.bind("hidden", Mark.hiddenBits());
    }
    nameKey.ifPresent(key -> query.bind("name", key));
    filter.since().ifPresent(since -> query.bind("since", since.toEpochMilli()));
    filter.until().ifPresent(until -> query.bind("until", until.toEpochMilli()));
    after.ifPresent(cursor -> query.bind("value", cursor.value()).bind("key", cursor.key()));
    return query.map((row, context) -> toEntry(row)).list();
  }

  /** The timeline index holds the name's key, which is 0 for identifies, and not the kind. */
  private static String conditions(Filter filter, Optional<Long> nameKey, Optional<Cursor> after) {
    List<String> conditions = new ArrayList<>();
    conditions.add(
        switch (filter.kind()) {
          case TRACK -> nameKey.isPresent() ? "AND e.name_key = :name" : "AND e.name_key > 0";
          case IDENTIFY -> "AND e.name_key = 0";
          case PAGE_VIEW, FORM, METRIC ->
              throw new IllegalArgumentException("companies have no " + filter.kind().plural());
        });
    if (!filter.hidden()) {
      conditions.add("AND (e.marks & :hidden) = 0");
    }
    filter.since().ifPresent(since -> conditions.add("AND e.effective_at >= :since"));
    filter.until().ifPresent(until -> conditions.add("AND e.effective_at < :until"));
    after.ifPresent(cursor -> conditions.add("AND (e.effective_at, e.entry_key) < (:value, :key)"));
    return String.join("\n", conditions);
  }

  /**
   * The stored entries with a message id, whichever account they belong to, at most so many. One
   * probe of the dedupe index for each account: slower than an index of its own, which would cost
   * each insert more.
   */
  public List<StoredEntry> findByMessageId(
      Transaction tx, WorkspaceId workspace, MessageId messageId, int limit) {
    return tx.query(
            """
            SELECT %s
            FROM accounts a
              JOIN entries e ON e.account_key = a.account_key AND e.hash IN (<hashes>)
              LEFT JOIN names n ON n.name_key = e.name_key
            WHERE a.workspace_id = :workspace AND e.message_id = :id
            ORDER BY e.entry_key
            LIMIT :limit
            """
                .formatted(COLUMNS))
        .bindList("hashes", EntryHash.allOfMessageId(messageId))
        .bind("workspace", workspace.value())
        .bind("id", PlainText.of(messageId.value()))
        .bind("limit", limit)
        .map((row, context) -> toEntry(row))
        .list();
  }

  private static StoredEntry toEntry(ResultSet row) throws SQLException {
    String name = row.getString("name");
    return new StoredEntry(
        row.getLong("entry_key"),
        new AccountId(row.getString("account_id")),
        CallKind.ofCode(row.getInt("kind")),
        name == null ? "" : name,
        row.getString("message_id"),
        row.getString("body"),
        row.getString("others"),
        Columns.optionalInstant(row, "sent_at"),
        Columns.instant(row, "received_at"),
        Columns.instant(row, "effective_at"),
        Source.ofCode(row.getInt("source")),
        Mark.ofBits(row.getInt("marks")));
  }
}
