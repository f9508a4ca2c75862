package dev.gumleaf.store;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Saved audiences. Thread-safe; holds no connection. */
public final class AudienceStore {
  /** Audiences of one workspace: a list that people look through, not a table of data. */
  public static final int AUDIENCES_MAX = 1_000;

  /** Of rows {@code u} of audiences. */
  static final String COLUMNS =
      "u.audience_id, u.kind, u.name, u.filter, u.version, u.created_at, u.created_by,"
          + " u.updated_at";

  /** The newest first. */
  public Page<SavedAudience> list(
      Transaction tx, WorkspaceId workspace, Optional<Cursor> after, int limit) {
    Query query =
        tx.query(
                """
                SELECT %s
                FROM audiences u
                WHERE u.workspace_id = :workspace %s
                ORDER BY u.audience_id DESC
                LIMIT :limit
                """
                    .formatted(COLUMNS, after.isPresent() ? "AND u.audience_id < :key" : ""))
            .bind("workspace", workspace.value())
            .bind("limit", limit + 1);
    after.ifPresent(cursor -> query.bind("key", cursor.key()));
    List<SavedAudience> found = query.map((row, context) -> toAudience(row)).list();
    return Page.of(found, limit, audience -> new Cursor(0, audience.id()));
  }

  /** Lets nobody else save an audience until the transaction ends. */
  public void lock(Transaction tx) {
    Counters.next(tx, "audience_id", 0);
  }

  public Optional<SavedAudience> find(Transaction tx, WorkspaceId workspace, long id) {
    return tx.query(
            """
            SELECT %s
            FROM audiences u
            WHERE u.workspace_id = :workspace AND u.audience_id = :id
            """
                .formatted(COLUMNS))
        .bind("workspace", workspace.value())
        .bind("id", id)
        .map((row, context) -> toAudience(row))
        .findOne();
  }

  /**
   * Saves a new audience.
   *
   * @param filter as JSON
   * @throws ApiException CONFLICT if there is one of that name, or there are too many
   */
  public SavedAudience insert(
      Transaction tx,
      WorkspaceId workspace,
      AudienceKind kind,
      String name,
      String filter,
      Instant at,
      String by) {
    // Taking the key makes others who save at the same time wait.
    long id = Counters.next(tx, "audience_id");
    if (count(tx, workspace) >= AUDIENCES_MAX) {
      throw new ApiException(
          ErrorCode.CONFLICT, "there are " + AUDIENCES_MAX + " audiences already");
    }
    requireFree(tx, workspace, name, id);
    SavedAudience audience = new SavedAudience(id, kind, name, filter, 1, at, by, at);
    tx.update(
            """
            INSERT INTO audiences (audience_id, workspace_id, kind, name, filter, version,
              created_at, created_by, updated_at)
            VALUES (:id, :workspace, :kind, :name, :filter, 1, :at, :by, :at)
            """)
        .bind("id", id)
        .bind("workspace", workspace.value())
        .bind("kind", kind.word())
        .bind("name", name)
        .bind("filter", filter)
        .bind("at", at.toEpochMilli())
        .bind("by", by)
        .execute();
    return audience;
  }

  /**
   * Changes an audience, if it is there and still of that version.
   *
   * @throws ApiException CONFLICT if another one has that name
   */
  public boolean update(
      Transaction tx,
      WorkspaceId workspace,
      SavedAudience audience,
      String name,
      String filter,
      Instant at) {
    // As above; between the look at the name and the change nobody else may take it.
    lock(tx);
    requireFree(tx, workspace, name, audience.id());
    return tx.update(
                """
                UPDATE audiences
                SET name = :name, filter = :filter, version = version + 1, updated_at = :at
                WHERE workspace_id = :workspace AND audience_id = :id AND version = :version
                """)
            .bind("name", name)
            .bind("filter", filter)
            .bind("at", at.toEpochMilli())
            .bind("workspace", workspace.value())
            .bind("id", audience.id())
            .bind("version", audience.version())
            .execute()
        > 0;
  }

  /** False for an unknown id. What is noted about who was in it goes with it. */
  public boolean delete(Transaction tx, WorkspaceId workspace, long id) {
    // No slice of the journal may be under way, on any node, that notes somebody.
    new Derivation(tx).lockPosition();
    if (find(tx, workspace, id).isEmpty()) {
      return false;
    }
    for (String table : List.of("memberships", "membership_changes", "audience_fills")) {
      tx.update("DELETE FROM " + table + " WHERE audience_id = :id").bind("id", id).execute();
    }
    return tx.update(
                """
                DELETE FROM audiences
                WHERE workspace_id = :workspace AND audience_id = :id
                """)
            .bind("workspace", workspace.value())
            .bind("id", id)
            .execute()
        > 0;
  }

  private static long count(Transaction tx, WorkspaceId workspace) {
    return tx.query(
            """
            SELECT COUNT(*)
            FROM audiences
            WHERE workspace_id = :workspace
            """)
        .bind("workspace", workspace.value())
        .mapTo(Long.class)
        .one();
  }

  private static void requireFree(Transaction tx, WorkspaceId workspace, String name, long except) {
    tx.query(
            """
            SELECT audience_id
            FROM audiences
            WHERE workspace_id = :workspace AND name = :name AND audience_id <> :except
            """)
        .bind("workspace", workspace.value())
        .bind("name", name)
        .bind("except", except)
        .mapTo(Long.class)
        .findOne()
        .ifPresent(taken -> {
          throw new ApiException(
              ErrorCode.CONFLICT, "audience " + taken + " has this name already");
        });
  }

  static SavedAudience toAudience(ResultSet row) throws SQLException {
    return new SavedAudience(
        row.getLong("audience_id"),
        AudienceKind.find(row.getString("kind")).orElseThrow(),
        row.getString("name"),
        row.getString("filter"),
        row.getLong("version"),
        Columns.instant(row, "created_at"),
        row.getString("created_by"),
        Columns.instant(row, "updated_at"));
  }
}
