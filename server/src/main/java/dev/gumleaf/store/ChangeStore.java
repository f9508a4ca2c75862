package dev.gumleaf.store;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The feed of what changed in each workspace. Thread-safe; holds no connection. */
public final class ChangeStore {
  /** Rows that one transaction prunes, so that others do not wait long for their turn. */
  private static final int PRUNED_AT_ONCE = 1_000;

  /**
   * Adds changes, in their order. Call it last in a transaction: from here to its end all other
   * writers of changes wait. That makes the order of the keys the order of the commits, so that
   * whoever has read up to a key never finds a smaller one later.
   */
  public void append(Transaction tx, Collection<? extends Change> changes) {
    HotPath.run(tx, changes, () -> ChangeRows.insert(tx, changes));
  }

  /** The key of the newest change, whosever it is. */
  public long newest(Transaction tx) {
    return tx.query("SELECT value FROM counters WHERE name = 'change_key'").mapTo(Long.class).one();
  }

  /** What changed in a workspace behind a key, oldest first. */
  public ChangePage read(Transaction tx, WorkspaceId workspace, long after, int limit) {
    long newest = newest(tx);
    ChangePage.Gap gap = gap(tx, workspace, after, newest);
    long from = gap == null ? after : gap.keptAfter();
    List<StoredChange> changes = list(tx, workspace, from, limit);
    boolean more = changes.size() == limit && changes.getLast().key() < newest;
    return new ChangePage(changes, more ? changes.getLast().key() : newest, more, gap);
  }

  /**
   * A key that nothing has yet is from before a backup was put back; what had the keys up to it is
   * gone, and what has them since is something else.
   */
  private static ChangePage.@Nullable Gap gap(
      Transaction tx, WorkspaceId workspace, long after, long newest) {
    if (after > newest) {
      return new ChangePage.Gap(after, newest);
    }
    long floor =
        tx.query("SELECT changes_floor FROM workspaces WHERE workspace_id = :workspace")
            .bind("workspace", workspace.value())
            .mapTo(Long.class)
            .one();
    return after < floor ? new ChangePage.Gap(after, floor) : null;
  }

  private static List<StoredChange> list(
      Transaction tx, WorkspaceId workspace, long after, int limit) {
    return tx.query(
            """
            SELECT c.change_key, c.kind, c.at, c.profile_key, p.sole_key, c.signal_id, c.hit_key,
              c.hit_at, c.audience_id, c.body, s.name AS signal_name, h.version, h.evidence,
              d.name AS audience_name, head.account_id, head.domain, head.excluded
            FROM changes c
              LEFT JOIN signals s ON s.signal_id = c.signal_id
              LEFT JOIN signal_hits h ON h.hit_key = c.hit_key
              LEFT JOIN audiences d ON d.audience_id = c.audience_id
              LEFT JOIN accounts a ON a.account_key = c.account_key
              LEFT JOIN accounts head ON head.account_key = COALESCE(a.merged_into, a.account_key)
              LEFT JOIN profiles p ON p.profile_key = c.profile_key
            WHERE c.workspace_id = :workspace AND c.change_key > :after
              AND s.deleted_at IS NULL
            ORDER BY c.change_key
            LIMIT :limit
            """)
        .bind("workspace", workspace.value())
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> toChange(row))
        .list();
  }

  private static StoredChange toChange(ResultSet row) throws SQLException {
    Long profile = Columns.optionalLong(row, "profile_key");
    Long sole = Columns.optionalLong(row, "sole_key");
    Long hit = Columns.optionalLong(row, "hit_key");
    Long audience = Columns.optionalLong(row, "audience_id");
    return new StoredChange(
        row.getLong("change_key"),
        ChangeKind.ofCode(row.getInt("kind")),
        Columns.instant(row, "at"),
        profile == null ? null : new ProfileKey(profile),
        sole == null ? null : new ProfileKey(sole),
        toCompany(row),
        hit == null ? null : toHit(hit, row),
        audience == null
            ? null
            : new StoredChange.Audience(audience, row.getString("audience_name")),
        row.getString("body"));
  }

  private static StoredChange.@Nullable Company toCompany(ResultSet row) throws SQLException {
    String id = row.getString("account_id");
    return id == null
        ? null
        : new StoredChange.Company(
            new AccountId(id), new Domain(row.getString("domain")), row.getInt("excluded") != 0);
  }

  private static StoredChange.Hit toHit(long key, ResultSet row) throws SQLException {
    Long version = Columns.optionalLong(row, "version");
    return new StoredChange.Hit(
        key,
        row.getLong("signal_id"),
        row.getString("signal_name"),
        Columns.instant(row, "hit_at"),
        version == null ? null : version.intValue(),
        row.getString("evidence"));
  }

  /**
   * Prunes the oldest changes of a workspace, a bounded number of them: those noticed before a
   * time, and those that are more than are kept.
   *
   * @return whether there may be more
   */
  public boolean prune(Transaction tx, WorkspaceId workspace, Instant before, int keptMax) {
    Long last =
        tx.query(
                """
                SELECT MAX(change_key)
                FROM (
                  SELECT change_key, at
                  FROM changes
                  WHERE workspace_id = :workspace
                  ORDER BY change_key
                  LIMIT :limit) AS oldest
                WHERE at < :before OR change_key <= (
                  SELECT change_key
                  FROM changes
                  WHERE workspace_id = :workspace
                  ORDER BY change_key DESC
                  LIMIT 1 OFFSET :kept)
                """)
            .bind("workspace", workspace.value())
            .bind("limit", PRUNED_AT_ONCE)
            .bind("before", before.toEpochMilli())
            .bind("kept", keptMax)
            .mapTo(Long.class)
            .one();
    return last != null && prune(tx, workspace, last) == PRUNED_AT_ONCE;
  }

  private static int prune(Transaction tx, WorkspaceId workspace, long last) {
    tx.update(
            """
            UPDATE workspaces
            SET changes_floor = :last
            WHERE workspace_id = :workspace AND changes_floor < :last
            """)
        .bind("workspace", workspace.value())
        .bind("last", last)
        .execute();
    return tx.update(
            """
            DELETE FROM changes
            WHERE workspace_id = :workspace AND change_key <= :last
            """)
        .bind("workspace", workspace.value())
        .bind("last", last)
        .execute();
  }

  /** All workspaces, in no particular order. */
  public List<WorkspaceId> listWorkspaces(Transaction tx) {
    return tx.query("SELECT workspace_id FROM workspaces")
        .map((row, context) -> new WorkspaceId(row.getLong("workspace_id")))
        .list();
  }
}
