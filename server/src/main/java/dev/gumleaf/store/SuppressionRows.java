package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;

import dev.gumleaf.model.WorkspaceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The statements of the pipeline about people who asked to be forgotten. */
final class SuppressionRows {
  private SuppressionRows() {}

  static Set<String> find(Transaction tx, WorkspaceId workspace, Collection<String> fingerprints)
      throws SQLException {
    Set<String> found = new HashSet<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT fingerprint
                FROM suppressions
                WHERE workspace_id = ? AND %s
                """
                    .formatted(tx.dialect().inSet("fingerprint")))) {
      statement.setLong(1, workspace.value());
      tx.dialect().bindSet(statement, 2, fingerprints.toArray(String[]::new));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString("fingerprint"));
        }
      }
    }
    return found;
  }

  static void note(Transaction tx, Collection<Long> sequences) throws SQLException {
    RowBatch batch = new RowBatch("suppressed_requests", number("sequence"));
    sequences.forEach(batch::add);
    tx.dialect().insert(tx.connection(), batch, "ON CONFLICT (sequence) DO NOTHING");
  }
}
