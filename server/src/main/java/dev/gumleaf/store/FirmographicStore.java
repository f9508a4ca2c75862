package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;
import static dev.gumleaf.store.RowBatch.Column.text;

import dev.gumleaf.model.Domain;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitValue;
import dev.gumleaf.model.WorkspaceId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps what was imported about companies, by domain, whether or not they are accounts yet.
 * Thread-safe; holds no connection.
 */
public final class FirmographicStore {
  /** One attribute of one domain; {@link TraitValue#DELETED} takes away what was imported. */
  public record Statement(Domain domain, TraitName name, TraitValue value) {}

  /**
   * Writes what was stated, the last of two statements about the same, and has the accounts that
   * there are looked at again.
   */
  public void put(
      Transaction tx,
      WorkspaceId workspace,
      Collection<Statement> statements,
      String source,
      Instant at) {
    Map<List<String>, Statement> last = new LinkedHashMap<>();
    Set<Domain> domains = new LinkedHashSet<>();
    for (Statement each : statements) {
      last.put(List.of(each.domain().value(), each.name().value()), each);
      domains.add(each.domain());
    }
    HotPath.run(
        tx,
        statements,
        () -> {
          write(tx, workspace, last.values(), source, at);
          FitRows.noteDomains(tx, workspace, domains);
        });
  }

  private static void write(
      Transaction tx,
      WorkspaceId workspace,
      Collection<Statement> statements,
      String source,
      Instant at)
      throws SQLException {
    RowBatch batch =
        new RowBatch(
            "firmographics",
            number("workspace_id"),
            text("domain"),
            text("name"),
            text("value"),
            text("source"),
            number("imported_at"));
    try (PreparedStatement delete =
        tx.connection()
            .prepareStatement(
                """
                DELETE FROM firmographics
                WHERE workspace_id = ? AND domain = ? AND name = ?
                """)) {
      for (Statement each : statements) {
        if (each.value() instanceof TraitValue.Deleted) {
          delete.setLong(1, workspace.value());
          delete.setString(2, each.domain().value());
          delete.setString(3, each.name().value());
          delete.addBatch();
        } else {
          batch.add(
              workspace.value(),
              each.domain().value(),
              each.name().value(),
              each.value().json(),
              source,
              at.toEpochMilli());
        }
      }
      delete.executeBatch();
    }
    if (!batch.rows().isEmpty()) {
      tx.dialect()
          .insert(
              tx.connection(),
              batch,
              """
              ON CONFLICT (workspace_id, domain, name) DO UPDATE
              SET value = excluded.value,
                source = excluded.source,
                imported_at = excluded.imported_at
              """);
    }
  }

  /** What was imported about a domain, by name. */
  public List<AccountFact> list(Transaction tx, WorkspaceId workspace, Domain domain) {
    return tx.query(
            """
            SELECT domain, name, value, source, imported_at
            FROM firmographics
            WHERE workspace_id = :workspace AND domain = :domain
            ORDER BY name
            """)
        .bind("workspace", workspace.value())
        .bind("domain", domain.value())
        .map((row, context) -> FactRows.toFact(row))
        .list();
  }

  /** Takes away what was imported about a domain; whether there was anything. */
  public boolean delete(Transaction tx, WorkspaceId workspace, Domain domain) {
    int deleted = deleteRows(tx, workspace, domain);
    HotPath.run(tx, List.of(domain), () -> FitRows.noteDomains(tx, workspace, List.of(domain)));
    return deleted > 0;
  }

  static int deleteRows(Transaction tx, WorkspaceId workspace, Domain domain) {
    return tx.update(
            """
            DELETE FROM firmographics
            WHERE workspace_id = :workspace AND domain = :domain
            """)
        .bind("workspace", workspace.value())
        .bind("domain", domain.value())
        .execute();
  }
}
