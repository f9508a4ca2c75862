package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.FitState.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps models of fit, and reads what follows from them. Thread-safe; holds no connection.
 *
 * <p>A new model does not come into force at once: first the numbers of all accounts by it are
 * counted, in {@link FitDerivation}, so that it begins with quartiles of its own.
 */
public final class FitStore {
  private static final String STATE =
      """
      SELECT workspace_id, newest, version, stage, position, walked, walk_accounts, graded,
        graded_at
      FROM fit_states
      """;

  /** How far the workspace's models have come; empty while it has none. */
  public Optional<FitState> findState(Transaction tx, WorkspaceId workspace) {
    return state(tx, workspace);
  }

  static Optional<FitState> state(Transaction tx, WorkspaceId workspace) {
    return tx.query(STATE + "WHERE workspace_id = :workspace")
        .bind("workspace", workspace.value())
        .map((row, context) -> toState(row))
        .findOne();
  }

  static List<FitState> states(Transaction tx) {
    return tx.query(STATE + "ORDER BY workspace_id").map((row, context) -> toState(row)).list();
  }

  private static FitState toState(ResultSet row) throws SQLException {
    return new FitState(
        new WorkspaceId(row.getLong("workspace_id")),
        row.getInt("newest"),
        row.getInt("version"),
        Stage.ofCode(row.getInt("stage")),
        row.getLong("position"),
        row.getLong("walked"),
        row.getLong("walk_accounts"),
        row.getLong("graded"),
        Columns.instant(row, "graded_at"));
  }

  public Optional<StoredFitModel> findModel(Transaction tx, WorkspaceId workspace, int version) {
    return model(tx, workspace, version);
  }

  static Optional<StoredFitModel> model(Transaction tx, WorkspaceId workspace, int version) {
    return tx.query(
            """
            SELECT version, rules, created_at, created_by
            FROM fit_models
            WHERE workspace_id = :workspace AND version = :version
            """)
        .bind("workspace", workspace.value())
        .bind("version", version)
        .map((row, context) ->
            new StoredFitModel(
                row.getInt("version"),
                row.getString("rules"),
                Columns.instant(row, "created_at"),
                row.getString("created_by")))
        .findOne();
  }

  /**
   * Saves a model as the newest and begins to count by it. Comes after the position of the pipeline
   * was locked, so that no slice is applied by two models.
   */
  public StoredFitModel insertModel(
      Transaction tx, WorkspaceId workspace, String rules, Instant at, String by) {
    int version = state(tx, workspace).map(FitState::newest).orElse(0) + 1;
    StoredFitModel model = new StoredFitModel(version, rules, at, by);
    tx.update(
            """
            INSERT INTO fit_models (workspace_id, version, rules, created_at, created_by)
            VALUES (:workspace, :version, :rules, :at, :by)
            """)
        .bind("workspace", workspace.value())
        .bind("version", version)
        .bind("rules", rules)
        .bind("at", at.toEpochMilli())
        .bind("by", by)
        .execute();
    tx.update(
            """
            INSERT INTO fit_states (workspace_id, newest, version, stage, position, walked,
              walk_accounts, graded, graded_at)
            VALUES (:workspace, :version, 0, 0, 0, 0, 0, 0, 0)
            ON CONFLICT (workspace_id) DO UPDATE
            SET newest = excluded.newest
            """)
        .bind("workspace", workspace.value())
        .bind("version", version)
        .execute();
    new FitDerivation(tx).begin(workspace, Stage.COUNTS);
    return model;
  }

  /** How many accounts had which number when the quartiles of a version were taken. */
  public Map<Integer, Long> listGraded(Transaction tx, WorkspaceId workspace, int version) {
    return graded(tx, workspace, version);
  }

  static Map<Integer, Long> graded(Transaction tx, WorkspaceId workspace, int version) {
    Map<Integer, Long> counts = new TreeMap<>();
    tx.query(
            """
            SELECT number, accounts
            FROM fit_numbers
            WHERE workspace_id = :workspace AND version = :version
            """)
        .bind("workspace", workspace.value())
        .bind("version", version)
        .map((row, context) -> Map.entry(row.getInt("number"), row.getLong("accounts")))
        .forEach(each -> counts.put(each.getKey(), each.getValue()));
    return counts;
  }

  /** How many accounts have which number now. */
  public Map<Integer, Long> listNumbers(Transaction tx, WorkspaceId workspace) {
    return counts(tx, workspace, "number");
  }

  /** How many accounts have which grade now, by its place. */
  public Map<Integer, Long> listGrades(Transaction tx, WorkspaceId workspace) {
    return counts(tx, workspace, "grade");
  }

  private static Map<Integer, Long> counts(Transaction tx, WorkspaceId workspace, String column) {
    Map<Integer, Long> counts = new TreeMap<>();
    tx.query(
            """
            SELECT %1$s, COUNT(*) AS accounts
            FROM account_fits
            WHERE workspace_id = :workspace
            GROUP BY %1$s
            """
                .formatted(column))
        .bind("workspace", workspace.value())
        .map((row, context) -> Map.entry(row.getInt(column), row.getLong("accounts")))
        .forEach(each -> counts.put(each.getKey(), each.getValue()));
    return counts;
  }

  /**
   * What is held true about accounts that are shown, by name. A fact can be that a trait was
   * deleted.
   */
  public Map<AccountKey, Map<TraitName, AccountFact>> listFacts(
      Transaction tx, WorkspaceId workspace, Collection<AccountKey> heads) {
    return facts(tx, workspace, heads);
  }

  static Map<AccountKey, Map<TraitName, AccountFact>> facts(
      Transaction tx, WorkspaceId workspace, Collection<AccountKey> heads) {
    return HotPath.run(tx, heads, new LinkedHashMap<>(), () -> FactRows.find(tx, workspace, heads));
  }

  /** The next accounts of a workspace that are shown, in the order of their keys. */
  public List<AccountKey> listHeads(Transaction tx, WorkspaceId workspace, long after, int limit) {
    return heads(tx, workspace, after, limit);
  }

  static List<AccountKey> heads(Transaction tx, WorkspaceId workspace, long after, int limit) {
    return tx.query(
            """
            SELECT account_key
            FROM accounts
            WHERE workspace_id = :workspace AND account_key > :after AND merged_into IS NULL
            ORDER BY account_key
            LIMIT :limit
            """)
        .bind("workspace", workspace.value())
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> new AccountKey(row.getLong("account_key")))
        .list();
  }

  /** How many accounts of a workspace are shown. */
  public long countHeads(Transaction tx, WorkspaceId workspace) {
    return headCount(tx, workspace);
  }

  static long headCount(Transaction tx, WorkspaceId workspace) {
    return tx.query(
            """
            SELECT COUNT(*)
            FROM accounts
            WHERE workspace_id = :workspace AND merged_into IS NULL
            """)
        .bind("workspace", workspace.value())
        .mapTo(Long.class)
        .one();
  }
}
