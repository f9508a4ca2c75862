package dev.gumleaf.store;

import dev.gumleaf.model.WorkspaceId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/**
 * One place in the list of accounts, from which it is read on.
 *
 * @param excluded whether to show those that nobody wants to see, too
 */
record AccountListing(
    Transaction tx,
    WorkspaceId workspace,
    boolean excluded,
    boolean newestFirst,
    Optional<Cursor> after,
    int rowsMax) {
  /** Accounts that a search looks through one by one before it asks the index. */
  private static final int NEAR = 2_000;

  /**
   * The next accounts with a text in their name or domain, or in one of those merged into them.
   *
   * <p>What many accounts have in them fills a page from the nearest ones. The index, which gives
   * all of them to be sorted, is quick with what few have.
   *
   * @param text in lower case; empty for all accounts
   */
  List<AccountRow> read(String text) {
    if (text.isEmpty()) {
      return rows(query("", "accounts a", ""));
    }
    List<AccountRow> near = near(text);
    return near.size() == rowsMax ? near : indexed(text);
  }

  private List<AccountRow> near(String text) {
    String nearest =
        """
        (
          SELECT %s, search, workspace_id
          FROM accounts a
          WHERE %s
          ORDER BY %s
          LIMIT %d) AS a
        """
            .formatted(AccountRow.COLUMNS, place(), order(), NEAR);
    String matching =
        """
        AND (a.search LIKE :pattern ESCAPE '!' OR EXISTS (
          SELECT 1
          FROM accounts m
          WHERE m.merged_into = a.account_key AND m.search LIKE :pattern ESCAPE '!'))
        """;
    return rows(query("", nearest, matching).bind("pattern", LikePattern.containing(text)));
  }

  /** The index decides first and alone, so that no plan walks the whole list instead. */
  private List<AccountRow> indexed(String text) {
    String found =
        """
        WITH found AS MATERIALIZED (
          SELECT DISTINCT COALESCE(m.merged_into, m.account_key) AS found_key
          %s
            AND m.workspace_id = :workspace)
        """
            .formatted(tx.dialect().search(SearchIndex.ACCOUNTS, text));
    Query query =
        query(found, "found CROSS JOIN accounts a", "AND a.account_key = found.found_key");
    tx.dialect().bindSearch(query, text);
    return rows(query);
  }

  private Query query(String with, String from, String matching) {
    Query query =
        tx.query(
                """
                %s
                SELECT %s
                FROM %s
                WHERE %s
                  %s
                ORDER BY %s
                LIMIT :limit
                """
                    .formatted(with, AccountRow.COLUMNS, from, place(), matching, order()))
            .bind("workspace", workspace.value())
            .bind("limit", rowsMax);
    after.ifPresent(cursor -> query.bind("value", cursor.value()).bind("key", cursor.key()));
    return query;
  }

  private String place() {
    String on =
        "a.workspace_id = :workspace AND a.listed_at IS NOT NULL"
            + (excluded ? "" : " AND a.excluded = 0");
    return after.isEmpty()
        ? on
        : on
            + " AND (a.listed_at, a.account_key) %s (:value, :key)"
                .formatted(newestFirst ? "<" : ">");
  }

  private String order() {
    String direction = newestFirst ? "DESC" : "ASC";
    return "a.listed_at %s, a.account_key %s".formatted(direction, direction);
  }

  private static List<AccountRow> rows(Query query) {
    return query.map((row, context) -> AccountRow.of(row)).list();
  }
}
