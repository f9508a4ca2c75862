package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;
import static dev.gumleaf.store.RowBatch.Column.text;

import dev.gumleaf.model.WorkspaceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements of the pipeline about event names. */
final class NameRows {
  private NameRows() {}

  /** The keys of the names, new ones for those that had none. */
  static Map<String, Long> findOrInsert(
      Transaction tx, WorkspaceId workspace, Collection<String> names) throws SQLException {
    Map<String, Long> keys = find(tx, workspace, names);
    List<String> missing = names.stream().filter(name -> !keys.containsKey(name)).sorted().toList();
    if (!missing.isEmpty()) {
      insert(tx, workspace, missing, keys);
    }
    return keys;
  }

  private static Map<String, Long> find(
      Transaction tx, WorkspaceId workspace, Collection<String> names) throws SQLException {
    Map<String, Long> keys = new HashMap<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT name, name_key
                FROM names
                WHERE workspace_id = ? AND %s
                """
                    .formatted(tx.dialect().inSet("name")))) {
      statement.setLong(1, workspace.value());
      tx.dialect().bindSet(statement, 2, names.toArray(String[]::new));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          keys.put(rows.getString("name"), rows.getLong("name_key"));
        }
      }
    }
    return keys;
  }

  private static void insert(
      Transaction tx, WorkspaceId workspace, List<String> names, Map<String, Long> keys)
      throws SQLException {
    RowBatch batch =
        new RowBatch("names", number("name_key"), number("workspace_id"), text("name"));
    long key = Counters.next(tx, "name_key", names.size());
    for (String name : names) {
      keys.put(name, key);
      batch.add(key++, workspace.value(), name);
    }
    tx.dialect().insert(tx.connection(), batch, "");
  }
}
