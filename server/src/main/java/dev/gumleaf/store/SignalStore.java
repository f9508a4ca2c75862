package dev.gumleaf.store;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps intent signals and the rules they had. Thread-safe; holds no connection. */
public final class SignalStore {
  /** Signals of a workspace; each costs the pipeline time for every entry. */
  public static final int SIGNALS_MAX = 200;

  private static final String SELECT =
      """
      SELECT signal_id, name, version, rule, enabled, created_at, changed_at
      FROM signals
      WHERE workspace_id = :workspace AND deleted_at IS NULL
      """;

  /** By name. */
  public List<StoredSignal> list(Transaction tx, WorkspaceId workspace) {
    return tx.query(SELECT + "ORDER BY name, signal_id")
        .bind("workspace", workspace.value())
        .map((row, context) -> toSignal(row))
        .list();
  }

  static List<StoredSignal> listEnabled(Transaction tx, WorkspaceId workspace) {
    return tx.query(SELECT + "AND enabled = 1 ORDER BY signal_id")
        .bind("workspace", workspace.value())
        .map((row, context) -> toSignal(row))
        .list();
  }

  public Optional<StoredSignal> find(Transaction tx, WorkspaceId workspace, long id) {
    return tx.query(SELECT + "AND signal_id = :id")
        .bind("workspace", workspace.value())
        .bind("id", id)
        .map((row, context) -> toSignal(row))
        .findOne();
  }

  /** What a signal was, the newest first. */
  public List<SignalVersion> listVersions(Transaction tx, StoredSignal signal) {
    return tx.query(
            """
            SELECT version, name, rule, created_at, created_by
            FROM signal_versions
            WHERE signal_id = :id
            ORDER BY version DESC
            """)
        .bind("id", signal.id())
        .map((row, context) ->
            new SignalVersion(
                row.getInt("version"),
                row.getString("name"),
                row.getString("rule"),
                Columns.instant(row, "created_at"),
                row.getString("created_by")))
        .list();
  }

  /**
   * Makes a signal; it looks at what arrives from now on.
   *
   * @throws ApiException CONFLICT if there is one of that name; LIMIT_EXCEEDED if there are enough
   */
  public StoredSignal insert(
      Transaction tx,
      WorkspaceId workspace,
      String name,
      String rule,
      boolean enabled,
      Instant at,
      String by) {
    if (list(tx, workspace).size() >= SIGNALS_MAX) {
      throw new ApiException(
          ErrorCode.LIMIT_EXCEEDED, "a workspace has at most " + SIGNALS_MAX + " signals");
    }
    requireFree(tx, workspace, name, 0);
    StoredSignal signal =
        new StoredSignal(Counters.next(tx, "signal_id"), name, 1, rule, enabled, at, at);
    tx.update(
            """
            INSERT INTO signals
              (signal_id, workspace_id, name, version, rule, enabled, created_at, changed_at)
            VALUES (:id, :workspace, :name, 1, :rule, :enabled, :at, :at)
            """)
        .bind("id", signal.id())
        .bind("workspace", workspace.value())
        .bind("name", name)
        .bind("rule", rule)
        .bind("enabled", enabled ? 1 : 0)
        .bind("at", at.toEpochMilli())
        .execute();
    insertVersion(tx, signal, at, by);
    return signal;
  }

  /**
   * Changes a signal. Another name or rule makes a new version; what the old one found stays.
   *
   * @throws ApiException CONFLICT if another one has the name
   */
  public StoredSignal change(
      Transaction tx,
      WorkspaceId workspace,
      StoredSignal before,
      String name,
      String rule,
      boolean enabled,
      Instant at,
      String by) {
    requireFree(tx, workspace, name, before.id());
    boolean same = before.name().equals(name) && before.rule().equals(rule);
    StoredSignal after =
        new StoredSignal(
            before.id(),
            name,
            same ? before.version() : before.version() + 1,
            rule,
            enabled,
            before.createdAt(),
            at);
    tx.update(
            """
            UPDATE signals
            SET name = :name, version = :version, rule = :rule, enabled = :enabled,
              changed_at = :at
            WHERE signal_id = :id
            """)
        .bind("name", name)
        .bind("version", after.version())
        .bind("rule", rule)
        .bind("enabled", enabled ? 1 : 0)
        .bind("at", at.toEpochMilli())
        .bind("id", after.id())
        .execute();
    if (!same) {
      insertVersion(tx, after, at, by);
    }
    return after;
  }

  private static void insertVersion(Transaction tx, StoredSignal signal, Instant at, String by) {
    tx.update(
            """
            INSERT INTO signal_versions (signal_id, version, name, rule, created_at, created_by)
            VALUES (:id, :version, :name, :rule, :at, :by)
            """)
        .bind("id", signal.id())
        .bind("version", signal.version())
        .bind("name", signal.name())
        .bind("rule", signal.rule())
        .bind("at", at.toEpochMilli())
        .bind("by", by)
        .execute();
  }

  private static void requireFree(Transaction tx, WorkspaceId workspace, String name, long but) {
    boolean taken =
        tx
            .query(
                """
                SELECT signal_id
                FROM signals
                WHERE workspace_id = :workspace AND name = :name AND deleted_at IS NULL
                """)
            .bind("workspace", workspace.value())
            .bind("name", name)
            .mapTo(Long.class)
            .stream()
            .anyMatch(id -> id != but);
    if (taken) {
      throw new ApiException(ErrorCode.CONFLICT, "there is a signal with this name");
    }
  }

  /** Takes a signal away; what it found is not shown any more, and {@link #deleteHits} ends it. */
  public void delete(Transaction tx, StoredSignal signal, Instant at) {
    new StaleScores(tx).hits("h.signal_id = :signal", Map.of("signal", signal.id()));
    tx.update("UPDATE signals SET deleted_at = :at, enabled = 0 WHERE signal_id = :id")
        .bind("at", at.toEpochMilli())
        .bind("id", signal.id())
        .execute();
  }

  /** Deletes some of what a signal found, and says how many. */
  public int deleteHits(Transaction tx, StoredSignal signal, int rows) {
    return tx.update(
            """
            DELETE FROM signal_hits
            WHERE hit_key IN (
              SELECT hit_key
              FROM signal_hits
              WHERE signal_id = :id
              LIMIT :rows)
            """)
        .bind("id", signal.id())
        .bind("rows", rows)
        .execute();
  }

  private static StoredSignal toSignal(ResultSet row) throws SQLException {
    return new StoredSignal(
        row.getLong("signal_id"),
        row.getString("name"),
        row.getInt("version"),
        row.getString("rule"),
        row.getInt("enabled") != 0,
        Columns.instant(row, "created_at"),
        Columns.instant(row, "changed_at"));
  }
}
