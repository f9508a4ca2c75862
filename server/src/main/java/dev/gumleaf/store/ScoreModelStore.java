package dev.gumleaf.store;

import dev.gumleaf.model.ScoreScale;
import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rules of scores. Thread-safe; holds no connection. */
public final class ScoreModelStore {
  private static final String SELECT =
      """
      SELECT version, rules, half_life, scale, created_at, created_by
      FROM score_models
      WHERE workspace_id = :workspace
      ORDER BY version DESC
      LIMIT :limit
      """;

  /** Versions that are listed; older ones are kept. */
  private static final int LISTED_MAX = 100;

  /** The rules in force; empty when nobody chose any. */
  public Optional<StoredScoreModel> find(Transaction tx, WorkspaceId workspace) {
    return list(tx, workspace, 1).stream().findFirst();
  }

  /** The newest versions, the newest first. */
  public List<StoredScoreModel> list(Transaction tx, WorkspaceId workspace) {
    return list(tx, workspace, LISTED_MAX);
  }

  private static List<StoredScoreModel> list(Transaction tx, WorkspaceId workspace, int limit) {
    return tx.query(SELECT)
        .bind("workspace", workspace.value())
        .bind("limit", limit)
        .map((row, context) -> toModel(row))
        .list();
  }

  /**
   * Puts the next version in force, and has all history worked out by it. The position of the
   * pipeline is locked, so that each entry is looked at by one version.
   */
  public void insert(Transaction tx, WorkspaceId workspace, StoredScoreModel model) {
    tx.update(
            """
            INSERT INTO score_models
              (workspace_id, version, rules, half_life, scale, created_at, created_by)
            VALUES (:workspace, :version, :rules, :halfLife, :scale, :at, :by)
            """)
        .bind("workspace", workspace.value())
        .bind("version", model.version())
        .bind("rules", model.rules())
        .bind("halfLife", model.scale().halfLifeMillis())
        .bind("scale", model.scale().scale())
        .bind("at", model.createdAt().toEpochMilli())
        .bind("by", model.createdBy())
        .execute();
    rank(tx, workspace, model);
    tx.update(
            """
            INSERT INTO score_runs (workspace_id, version, stage, last_key, started_at)
            VALUES (:workspace, :version, 0, 0, :at)
            ON CONFLICT (workspace_id) DO UPDATE
            SET version = excluded.version, stage = 0, last_key = 0,
              started_at = excluded.started_at
            """)
        .bind("workspace", workspace.value())
        .bind("version", model.version())
        .bind("at", model.createdAt().toEpochMilli())
        .execute();
  }

  /**
   * The order by another half-life, from the sums that are kept under it: whoever reads a rank
   * reads it by the rules in force.
   */
  private static void rank(Transaction tx, WorkspaceId workspace, StoredScoreModel model) {
    tx.update(
            """
            UPDATE account_scores
            SET score_rank = LN(%1$s) + LN(2.0) * at / :halfLife, version = :version
            WHERE workspace_id = :workspace AND %1$s > 0
            """
                .formatted(ScoreRows.sum(model.scale().halfLifeMillis())))
        .bind("halfLife", (double) model.scale().halfLifeMillis())
        .bind("version", model.version())
        .bind("workspace", workspace.value())
        .execute();
  }

  private static StoredScoreModel toModel(ResultSet row) throws SQLException {
    return new StoredScoreModel(
        row.getInt("version"),
        row.getString("rules"),
        new ScoreScale(row.getLong("half_life"), row.getDouble("scale")),
        Columns.instant(row, "created_at"),
        row.getString("created_by"));
  }
}
