package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;
import static dev.gumleaf.store.RowBatch.Column.text;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.Trait;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The statements of the pipeline about traits. */
final class TraitRows {
  private TraitRows() {}

  /**
   * Only the traits asked for: an account can have a group for each of its customer's tenants, and
   * all of them together do not belong in memory.
   */
  static List<TraitRow> find(Transaction tx, Collection<TraitKey> keys) throws SQLException {
    RowBatch asked = new RowBatch("asked", number("account_key"), text("group_id"), text("name"));
    for (TraitKey key : keys) {
      asked.add(key.account().value(), key.group().value(), key.name().value());
    }
    List<TraitRow> found = new ArrayList<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT t.account_key, t.group_id, t.name, t.spelling, t.value, t.source,
                  t.effective_at
                FROM %s
                  JOIN traits t ON t.account_key = asked.account_key
                    AND t.group_id = asked.group_id
                    AND t.name = asked.name
                """
                    .formatted(tx.dialect().keyRows(asked)))) {
      tx.dialect().bindKeyRows(statement, asked);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(toTrait(rows));
        }
      }
    }
    return found;
  }

  static TraitRow toTrait(ResultSet row) throws SQLException {
    return new TraitRow(
        new AccountKey(row.getLong("account_key")),
        new GroupId(row.getString("group_id")),
        ProfileTraitRows.toTrait(row));
  }

  static void upsert(Transaction tx, List<TraitRow> traits) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "traits",
            number("account_key"),
            text("group_id"),
            text("name"),
            text("spelling"),
            text("value"),
            number("source"),
            number("effective_at"));
    for (TraitRow row : traits) {
      Trait trait = row.trait();
      batch.add(
          row.account().value(),
          row.group().value(),
          trait.name().value(),
          trait.spelling(),
          trait.value().json(),
          (long) trait.source().code(),
          trait.effectiveAt().toEpochMilli());
    }
    tx.dialect()
        .insert(
            tx.connection(),
            batch,
            """
            ON CONFLICT (account_key, group_id, name) DO UPDATE
            SET spelling = excluded.spelling,
              value = excluded.value,
              source = excluded.source,
              effective_at = excluded.effective_at
            """);
  }
}
