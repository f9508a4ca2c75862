package dev.gumleaf.store;

import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Public and secret keys, in a table each of the same shape. Thread-safe; holds no connection. */
public final class KeyStore {
  public static final KeyStore PUBLIC =
      new KeyStore("public_keys", "public_key_id", "value", "value");
  public static final KeyStore SECRET =
      new KeyStore("secret_keys", "secret_key_id", "hash", "prefix");

  private final String table;
  private final String id;
  private final String value;
  private final String shown;

  private KeyStore(String table, String id, String value, String shown) {
    this.table = table;
    this.id = id;
    this.value = value;
    this.shown = shown;
  }

  private String select() {
    return """
    SELECT %s AS id, workspace_id, %s AS value, %s AS shown, label, created_at, disabled_at
    FROM %s
    """
        .formatted(id, value, shown, table);
  }

  /** All keys of all workspaces that work. */
  public List<StoredKey> listActive(Transaction tx) {
    return tx.query(select() + "WHERE disabled_at IS NULL")
        .map((row, context) -> toKey(row))
        .list();
  }

  /** All keys of a workspace, disabled ones too, oldest first. */
  public List<StoredKey> list(Transaction tx, WorkspaceId workspace) {
    return tx.query(select() + "WHERE workspace_id = :workspace ORDER BY " + id)
        .bind("workspace", workspace.value())
        .map((row, context) -> toKey(row))
        .list();
  }

  public Optional<StoredKey> find(Transaction tx, WorkspaceId workspace, long keyId) {
    return tx.query(select() + "WHERE workspace_id = :workspace AND " + id + " = :id")
        .bind("workspace", workspace.value())
        .bind("id", keyId)
        .map((row, context) -> toKey(row))
        .findOne();
  }

  /** A key by its value, in whichever workspace, disabled or not. */
  public Optional<StoredKey> findByValue(Transaction tx, String keyValue) {
    return tx.query(select() + "WHERE " + value + " = :value")
        .bind("value", keyValue)
        .map((row, context) -> toKey(row))
        .findOne();
  }

  /**
   * Adds a key.
   *
   * @param keyValue the key, or the hash of a secret one
   * @param keyShown what to recognise it by
   */
  public long insert(
      Transaction tx,
      WorkspaceId workspace,
      String keyValue,
      String keyShown,
      String label,
      Instant at) {
    long keyId = Counters.next(tx, id);
    boolean same = value.equals(shown);
    tx.update(
            """
            INSERT INTO %s (%s, workspace_id, %s, %s label, created_at)
            VALUES (:id, :workspace, :value, %s :label, :at)
            """
                .formatted(table, id, value, same ? "" : shown + ",", same ? "" : ":shown,"))
        .bind("id", keyId)
        .bind("workspace", workspace.value())
        .bind("value", keyValue)
        .bind("label", PlainText.of(label))
        .bind("at", at.toEpochMilli())
        .bindMap(same ? Map.of() : Map.of("shown", keyShown))
        .execute();
    return keyId;
  }

  /** Disables a key. */
  public void disable(Transaction tx, WorkspaceId workspace, long keyId, Instant at) {
    tx.update(
            """
            UPDATE %s
            SET disabled_at = :at
            WHERE workspace_id = :workspace AND %s = :id AND disabled_at IS NULL
            """
                .formatted(table, id))
        .bind("at", at.toEpochMilli())
        .bind("workspace", workspace.value())
        .bind("id", keyId)
        .execute();
  }

  /** Makes a disabled key work again. */
  public void enable(Transaction tx, WorkspaceId workspace, long keyId) {
    tx.update(
            """
            UPDATE %s
            SET disabled_at = NULL
            WHERE workspace_id = :workspace AND %s = :id
            """
                .formatted(table, id))
        .bind("workspace", workspace.value())
        .bind("id", keyId)
        .execute();
  }

  public void rename(Transaction tx, WorkspaceId workspace, long keyId, String label) {
    tx.update(
            """
            UPDATE %s
            SET label = :label
            WHERE workspace_id = :workspace AND %s = :id
            """
                .formatted(table, id))
        .bind("label", PlainText.of(label))
        .bind("workspace", workspace.value())
        .bind("id", keyId)
        .execute();
  }

  private static StoredKey toKey(ResultSet row) throws SQLException {
    return new StoredKey(
        row.getLong("id"),
        new WorkspaceId(row.getLong("workspace_id")),
        row.getString("value"),
        row.getString("shown"),
        row.getString("label"),
        Columns.instant(row, "created_at"),
        Columns.optionalInstant(row, "disabled_at"));
  }
}
