package dev.gumleaf.store;

import dev.gumleaf.audience.AudienceFilter;
import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads who would have belonged to an audience at the end of a time, as far as the past can be
 * asked (see {@link dev.gumleaf.audience.NotDated}). Thread-safe; holds no connection.
 */
public final class PastMembers {
  /** How many belonged, at most one more than {@link AudienceMembers#COUNT_MAX}. */
  public long count(
      Transaction tx,
      WorkspaceId workspace,
      AudienceKind kind,
      AudienceFilter filter,
      Instant end,
      Instant now) {
    AudienceSql sql = AudienceSql.past(tx, workspace, kind, filter, end, now);
    return count(tx, workspace, kind, sql, sql.members(filter) + " AND " + sql.wasSeenBefore(end));
  }

  /** How many belong now to each of two audiences, at most as many. */
  public long countBoth(
      Transaction tx,
      WorkspaceId workspace,
      AudienceKind kind,
      AudienceFilter one,
      AudienceFilter other,
      Instant now) {
    AudienceFilter both = new AudienceFilter.All(List.of(one, other));
    AudienceSql sql = AudienceSql.of(tx, workspace, kind, both, now);
    return count(tx, workspace, kind, sql, sql.members(one) + " AND " + sql.members(other));
  }

  private static long count(
      Transaction tx, WorkspaceId workspace, AudienceKind kind, AudienceSql sql, String condition) {
    Query query =
        tx.query(
                """
                SELECT COUNT(*)
                FROM (
                  SELECT 1 AS one
                  %s AND %s
                  LIMIT %d) s
                """
                    .formatted(
                        MemberRows.of(kind).listed(), condition, AudienceMembers.COUNT_MAX + 1))
            .bind("workspace", workspace.value());
    sql.binds().bindTo(query);
    return query.mapTo(Long.class).one();
  }

  /** The companies that belonged, behind a key, by their keys. */
  public List<AccountKey> list(
      Transaction tx,
      WorkspaceId workspace,
      AudienceFilter filter,
      Instant end,
      Instant now,
      long after,
      int limit) {
    AudienceSql sql = AudienceSql.past(tx, workspace, AudienceKind.ACCOUNTS, filter, end, now);
    Query query =
        tx.query(
                """
                SELECT a.account_key
                FROM accounts a
                WHERE a.account_key > :after AND +a.workspace_id = :workspace
                  AND a.listed_at IS NOT NULL AND a.merged_into IS NULL
                  AND %s AND %s
                ORDER BY a.account_key
                LIMIT :limit
                """
                    .formatted(sql.members(filter), sql.wasSeenBefore(end)))
            .bind("workspace", workspace.value())
            .bind("after", after)
            .bind("limit", limit);
    sql.binds().bindTo(query);
    return query.map((row, context) -> new AccountKey(row.getLong("account_key"))).list();
  }
}
