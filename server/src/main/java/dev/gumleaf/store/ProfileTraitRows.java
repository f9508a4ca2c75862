package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;
import static dev.gumleaf.store.RowBatch.Column.text;

import dev.gumleaf.model.Source;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitSet;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements of the pipeline about traits of people. */
final class ProfileTraitRows {
  private ProfileTraitRows() {}

  /** The current traits of those names, by part. */
  static Map<Long, TraitSet> find(Transaction tx, Map<Long, Collection<TraitName>> names)
      throws SQLException {
    RowBatch asked = new RowBatch("asked", number("part_key"), text("name"));
    names.forEach((part, all) -> all.forEach(name -> asked.add(part, name.value())));
    Map<Long, TraitSet> found = new HashMap<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT t.part_key, t.name, t.spelling, t.value, t.source, t.effective_at
                FROM %s
                  JOIN profile_traits t ON t.part_key = asked.part_key AND t.name = asked.name
                """
                    .formatted(tx.dialect().keyRows(asked)))) {
      tx.dialect().bindKeyRows(statement, asked);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.merge(
              rows.getLong("part_key"),
              TraitSet.EMPTY.merge(List.of(toTrait(rows))),
              (a, b) -> a.merge(b.byName().values()));
        }
      }
    }
    return found;
  }

  static Trait toTrait(ResultSet row) throws SQLException {
    return new Trait(
        new TraitName(row.getString("name")),
        row.getString("spelling"),
        StoredValue.of(row.getString("value")),
        Source.ofCode(row.getInt("source")),
        Instant.ofEpochMilli(row.getLong("effective_at")));
  }

  static void upsert(Transaction tx, Map<Long, List<Trait>> traits) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "profile_traits",
            number("part_key"),
            text("name"),
            text("spelling"),
            text("value"),
            number("source"),
            number("effective_at"));
    traits.forEach((part, changed) -> {
      for (Trait trait : changed) {
        batch.add(
            part,
            trait.name().value(),
            trait.spelling(),
            trait.value().json(),
            (long) trait.source().code(),
            trait.effectiveAt().toEpochMilli());
      }
    });
    tx.dialect()
        .insert(
            tx.connection(),
            batch,
            """
            ON CONFLICT (part_key, name) DO UPDATE
            SET spelling = excluded.spelling,
              value = excluded.value,
              source = excluded.source,
              effective_at = excluded.effective_at
            """);
  }
}
