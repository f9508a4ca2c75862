package dev.gumleaf.store;

import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.FollowedAudience.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The statements about how far everybody was looked at for an audience. */
final class FillRows {
  private static final String SELECT =
      """
      SELECT u.workspace_id, %s, COALESCE(f.version, 0) AS compared,
        COALESCE(f.fingerprint, 0) AS fingerprint, COALESCE(f.stage, 1) AS stage,
        COALESCE(f.last_key, 0) AS last_key
      FROM audiences u
        LEFT JOIN audience_fills f ON f.audience_id = u.audience_id
      """
          .formatted(AudienceStore.COLUMNS);

  private FillRows() {}

  static List<FollowedAudience> find(Transaction tx, WorkspaceId workspace) {
    return tx.query(SELECT + "WHERE u.workspace_id = :workspace ORDER BY u.audience_id")
        .bind("workspace", workspace.value())
        .map((row, context) -> toFollowed(row))
        .list();
  }

  static List<FollowedAudience> find(Transaction tx) {
    return tx.query(SELECT + "ORDER BY u.audience_id")
        .map((row, context) -> toFollowed(row))
        .list();
  }

  static void save(Transaction tx, FollowedAudience audience) {
    tx.update(
            """
            INSERT INTO audience_fills (audience_id, version, fingerprint, stage, last_key)
            VALUES (:audience, :version, :fingerprint, :stage, :key)
            ON CONFLICT (audience_id) DO UPDATE
            SET version = excluded.version, fingerprint = excluded.fingerprint,
              stage = excluded.stage, last_key = excluded.last_key
            """)
        .bind("audience", audience.audience().id())
        .bind("version", audience.version())
        .bind("fingerprint", audience.fingerprint())
        .bind("stage", audience.stage().code())
        .bind("key", audience.lastKey())
        .execute();
  }

  private static FollowedAudience toFollowed(ResultSet row) throws SQLException {
    return new FollowedAudience(
        new WorkspaceId(row.getLong("workspace_id")),
        AudienceStore.toAudience(row),
        row.getLong("compared"),
        row.getLong("fingerprint"),
        Stage.ofCode(row.getInt("stage")),
        row.getLong("last_key"));
  }
}
