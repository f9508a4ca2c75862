package dev.gumleaf.store;

import dev.gumleaf.audience.Property;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** Goes through the companies that show, to count who could have done something in the past. */
public final class PastCompanies {
  /**
   * A company.
   *
   * @param since when it, or one of its people, was first seen, in milliseconds since 1970, UTC
   */
  public record Seen(AccountKey account, long since) {}

  /** The next listed companies behind a key that are not excluded, by their keys. */
  public List<Seen> list(Transaction tx, WorkspaceId workspace, long after, int limit) {
    FilterBinds binds = new FilterBinds();
    // No score is asked for, so that any way to read one will do.
    ScoreSql scores = new ScoreSql(binds, ScoreStore.STANDARD, Instant.EPOCH);
    AccountFields fields = new AccountFields(tx.dialect(), binds, scores);
    Query query =
        tx.query(
                """
                SELECT a.account_key, COALESCE(%s, a.listed_at) AS since
                FROM accounts a
                WHERE a.account_key > :after AND +a.workspace_id = :workspace
                  AND a.merged_into IS NULL AND a.listed_at IS NOT NULL AND a.excluded = 0
                ORDER BY a.account_key
                LIMIT :limit
                """
                    .formatted(fields.time(Property.FIRST_SEEN_AT)))
            .bind("workspace", workspace.value())
            .bind("after", after)
            .bind("limit", limit);
    binds.bindTo(query);
    return query
        .map((row, context) ->
            new Seen(new AccountKey(row.getLong("account_key")), row.getLong("since")))
        .list();
  }
}
