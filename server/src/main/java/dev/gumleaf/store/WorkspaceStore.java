package dev.gumleaf.store;

import dev.gumleaf.model.Workspace;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/** Workspaces. Thread-safe; holds no connection. */
public final class WorkspaceStore {
  public Optional<Workspace> findByName(Transaction tx, String name) {
    return tx.query(
            """
            SELECT workspace_id, name
            FROM workspaces
            WHERE name = :name
            """)
        .bind("name", name)
        .map((row, context) ->
            new Workspace(new WorkspaceId(row.getLong("workspace_id")), row.getString("name")))
        .findOne();
  }

  /** Lets one process at a time create workspaces, until the transaction ends. */
  public void lock(Transaction tx) {
    tx.query(
            """
            SELECT value
            FROM counters
            WHERE name = 'workspace_id'
            %s
            """
                .formatted(tx.dialect().forUpdate()))
        .mapTo(Long.class)
        .one();
  }

  public Workspace insert(Transaction tx, String name, Instant at) {
    Workspace workspace = new Workspace(new WorkspaceId(Counters.next(tx, "workspace_id")), name);
    tx.update(
            """
            INSERT INTO workspaces (workspace_id, name, created_at)
            VALUES (:id, :name, :at)
            """)
        .bind("id", workspace.id().value())
        .bind("name", name)
        .bind("at", at.toEpochMilli())
        .execute();
    return workspace;
  }
}
