package dev.gumleaf.store;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Reads what became of entries that were not stored. Thread-safe; holds no connection. */
public final class FateStore {
  private static final String SELECT =
      """
      SELECT f.fate_key, f.fate, f.reason, f.detail, f.kind, f.entry_index, f.message_id,
        a.account_id, p.profile_id, f.request_id, f.received_at, f.content
      FROM entry_fates f
        LEFT JOIN accounts a ON a.account_key = f.account_key
        LEFT JOIN profiles p ON p.profile_key = f.profile_key
      """;

  /** Entries with one fate, newest first; {@code reason} narrows them down. */
  public Page<ListedFate> list(
      Transaction tx,
      WorkspaceId workspace,
      Fate.Outcome outcome,
      Optional<String> reason,
      Optional<Cursor> after,
      int limit) {
    Query query =
        tx.query(
                """
                %s
                WHERE f.workspace_id = :workspace AND f.fate = :fate %s %s
                ORDER BY f.fate_key DESC
                LIMIT :limit
                """
                    .formatted(
                        SELECT,
                        reason.isPresent() ? "AND f.reason = :reason" : "",
                        after.isPresent() ? "AND f.fate_key < :key" : ""))
            .bind("workspace", workspace.value())
            .bind("fate", outcome.word())
            .bind("limit", limit + 1);
    reason.ifPresent(value -> query.bind("reason", PlainText.of(value)));
    after.ifPresent(cursor -> query.bind("key", cursor.key()));
    return Page.of(
        query.map((row, context) -> toFate(row)).list(), limit, fate -> new Cursor(0, fate.key()));
  }

  /** All that became of entries with a message id, oldest first, at most so many. */
  public List<ListedFate> findByMessageId(
      Transaction tx, WorkspaceId workspace, MessageId messageId, int limit) {
    return tx.query(
            """
            %s
            WHERE f.workspace_id = :workspace
              AND f.message_hash IN (<hashes>)
              AND f.message_id = :id
            ORDER BY f.fate_key
            LIMIT :limit
            """
                .formatted(SELECT))
        .bindList("hashes", EntryHash.allOfMessageId(messageId))
        .bind("workspace", workspace.value())
        .bind("id", PlainText.of(messageId.value()))
        .bind("limit", limit)
        .map((row, context) -> toFate(row))
        .list();
  }

  private static ListedFate toFate(ResultSet row) throws SQLException {
    String account = row.getString("account_id");
    String profile = row.getString("profile_id");
    return new ListedFate(
        row.getLong("fate_key"),
        row.getString("fate"),
        row.getString("reason"),
        row.getString("detail"),
        CallKind.ofCode(row.getInt("kind")),
        row.getInt("entry_index"),
        row.getString("message_id"),
        account == null ? null : new AccountId(account),
        profile == null ? null : new ProfileId(profile),
        row.getString("request_id"),
        Columns.instant(row, "received_at"),
        row.getString("content"));
  }
}
