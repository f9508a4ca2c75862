package dev.gumleaf.store;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Who is left out of lists and counts. Thread-safe; holds no connection. */
public final class ExclusionStore {
  /** The newest first. */
  public Page<Exclusion> list(
      Transaction tx, WorkspaceId workspace, Optional<Cursor> after, int limit) {
    Query query =
        tx.query(
                """
                SELECT exclusion_id, kind, value, reason, created_at, created_by
                FROM exclusions
                WHERE workspace_id = :workspace %s
                ORDER BY exclusion_id DESC
                LIMIT :limit
                """
                    .formatted(after.isPresent() ? "AND exclusion_id < :key" : ""))
            .bind("workspace", workspace.value())
            .bind("limit", limit + 1);
    after.ifPresent(cursor -> query.bind("key", cursor.key()));
    List<Exclusion> found = query.map((row, context) -> toExclusion(row)).list();
    return Page.of(found, limit, exclusion -> new Cursor(0, exclusion.id()));
  }

  /**
   * Leaves somebody out from now on, also of what is there already.
   *
   * @throws ApiException CONFLICT if they are left out already
   */
  public Exclusion insert(
      Transaction tx,
      WorkspaceId workspace,
      Exclusion.Kind kind,
      String value,
      String reason,
      Instant at,
      String by) {
    Exclusion exclusion =
        new Exclusion(Counters.next(tx, "exclusion_id"), kind, value, PlainText.of(reason), at, by);
    int inserted =
        tx.update(
                """
                INSERT INTO exclusions
                  (exclusion_id, workspace_id, kind, value, reason, created_at, created_by)
                VALUES (:id, :workspace, :kind, :value, :reason, :at, :by)
                ON CONFLICT (workspace_id, kind, value) DO NOTHING
                """)
            .bind("id", exclusion.id())
            .bind("workspace", workspace.value())
            .bind("kind", kind.word())
            .bind("value", value)
            .bind("reason", exclusion.reason())
            .bind("at", at.toEpochMilli())
            .bind("by", by)
            .execute();
    if (inserted == 0) {
      throw new ApiException(ErrorCode.CONFLICT, "this is left out already");
    }
    apply(tx, workspace, kind, value);
    return exclusion;
  }

  /** Shows somebody again; false for an unknown id. */
  public boolean delete(Transaction tx, WorkspaceId workspace, long id) {
    Optional<Exclusion> known =
        tx.query(
                """
                SELECT exclusion_id, kind, value, reason, created_at, created_by
                FROM exclusions
                WHERE workspace_id = :workspace AND exclusion_id = :id
                """)
            .bind("workspace", workspace.value())
            .bind("id", id)
            .map((row, context) -> toExclusion(row))
            .findOne();
    known.ifPresent(exclusion -> {
      tx.update("DELETE FROM exclusions WHERE exclusion_id = :id").bind("id", id).execute();
      apply(tx, workspace, exclusion.kind(), exclusion.value());
    });
    return known.isPresent();
  }

  /** Looks again at whom a rule is about. */
  private static void apply(
      Transaction tx, WorkspaceId workspace, Exclusion.Kind kind, String value) {
    switch (kind) {
      case EMAIL -> ExclusionRows.applyToPeople(tx, workspace, "p.subject = :value", value);
      case MAIL_DOMAIN ->
          ExclusionRows.applyToPeople(
              tx,
              workspace,
              "p.subject LIKE :value ESCAPE '!'",
              LikePattern.endingWith("@" + value));
      case ACCOUNT -> ExclusionRows.applyToAccounts(tx, workspace, value);
    }
  }

  private static Exclusion toExclusion(ResultSet row) throws SQLException {
    return new Exclusion(
        row.getLong("exclusion_id"),
        Exclusion.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("value"),
        row.getString("reason"),
        Columns.instant(row, "created_at"),
        row.getString("created_by"));
  }
}
