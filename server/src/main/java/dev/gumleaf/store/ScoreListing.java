package dev.gumleaf.store;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.ScoreScale;
import dev.gumleaf.model.Strength;
import dev.gumleaf.model.Trend;
import dev.gumleaf.model.WorkspaceId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * One place in the list of accounts by their score, from which it is read on. The order is that of
 * the stored rank, which is that of the scores at any time; so a page is a stretch of an index.
 */
record ScoreListing(
    Transaction tx,
    WorkspaceId workspace,
    Wanted wanted,
    ScoreScale scale,
    long now,
    Optional<Cursor> after,
    int rowsMax) {

  /**
   * Which accounts are wanted.
   *
   * @param search part of a name or domain in lower case; empty for all
   * @param excluded whether to show those that nobody wants to see, too
   * @param highestFirst else the lowest first
   * @param atLeast the lowest band that is wanted; null for all that have a score
   * @param trend null for all
   */
  record Wanted(
      String search,
      boolean excluded,
      boolean highestFirst,
      @Nullable Strength atLeast,
      @Nullable Trend trend) {}

  /** An account and its place. */
  record Ranked(AccountRow account, double rank) {
    Cursor place() {
      return new Cursor(Double.doubleToLongBits(rank), account.key());
    }
  }

  List<Ranked> read() {
    boolean searches = !wanted.search().isEmpty();
    String direction = wanted.highestFirst() ? "DESC" : "ASC";
    Query query =
        tx.query(
                """
                %s
                SELECT %s, score_rank
                FROM account_scores s
                  %s JOIN accounts a ON a.account_key = s.account_key
                WHERE s.workspace_id = :workspace %s
                ORDER BY s.score_rank %s, s.account_key %s
                LIMIT :limit
                """
                    .formatted(
                        searches ? found() : "",
                        AccountRow.COLUMNS.replace("account_key", "a.account_key"),
                        searches ? "JOIN found f ON f.found_key = s.account_key" : "",
                        conditions(),
                        direction,
                        direction))
            .bind("workspace", workspace.value())
            .bind("limit", rowsMax);
    if (searches) {
      tx.dialect().bindSearch(query, wanted.search());
    }
    if (isBounded()) {
      query.bind("low", scale.rank(requireNonNull(wanted.atLeast()).from(), now));
    }
    if (wanted.trend() != null) {
      query.bind("trend", wanted.trend().code());
    }
    after.ifPresent(cursor ->
        query.bind("rank", Double.longBitsToDouble(cursor.value())).bind("key", cursor.key()));
    return query
        .map((row, context) -> new Ranked(AccountRow.of(row), row.getDouble("score_rank")))
        .list();
  }

  private boolean isBounded() {
    return wanted.atLeast() != null && wanted.atLeast() != Strength.NONE;
  }

  /** The index of names decides first and alone, so that no plan walks the whole list instead. */
  private String found() {
    return """
    WITH found AS MATERIALIZED (
      SELECT DISTINCT COALESCE(m.merged_into, m.account_key) AS found_key
      %s
        AND m.workspace_id = :workspace)
    """
        .formatted(tx.dialect().search(SearchIndex.ACCOUNTS, wanted.search()));
  }

  private String conditions() {
    // What was just put under another goes from the list before its score does.
    StringBuilder conditions = new StringBuilder(" AND a.merged_into IS NULL");
    if (!wanted.excluded()) {
      conditions.append(" AND a.excluded = 0");
    }
    if (isBounded()) {
      conditions.append(" AND s.score_rank >= :low");
    }
    if (wanted.trend() != null) {
      conditions.append(" AND s.trend = :trend");
    }
    if (after.isPresent()) {
      conditions.append(
          " AND (s.score_rank, s.account_key) %s (:rank, :key)"
              .formatted(wanted.highestFirst() ? "<" : ">"));
    }
    return conditions.toString();
  }
}
