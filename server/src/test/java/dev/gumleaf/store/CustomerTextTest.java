package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Erasing finds what the lists name, so the lists name everything. */
class CustomerTextTest {
  /** Numbers say nothing about anybody by themselves. */
  private static final Set<String> NUMBERS =
      Set.of("INTEGER", "BIGINT", "SMALLINT", "DOUBLE PRECISION");

  @TempDir Path directory;

  /** All columns of our tables that could hold text, as {@code table.column}. */
  private static Set<String> textColumns(Database database, Engine engine) {
    String columns =
        switch (engine) {
          // The tables of the search index are the engine's own.
          case SQLITE ->
              """
              SELECT s.name AS table_name, c.name AS column_name, c.type AS data_type
              FROM sqlite_schema s JOIN pragma_table_info(s.name) c
              WHERE s.type = 'table' AND s.name NOT LIKE '%!_search%' ESCAPE '!'
              """;
          case POSTGRES ->
              """
              SELECT table_name, column_name, data_type
              FROM information_schema.columns
              WHERE table_schema = 'public'
              """;
        };
    return database.read(tx ->
        tx
            .query(columns)
            .map((row, context) ->
                List.of(
                    row.getString(1), row.getString(2), row.getString(3).toUpperCase(Locale.ROOT)))
            .stream()
            .filter(column -> !column.getFirst().endsWith("_migrations"))
            .filter(column -> !NUMBERS.contains(column.get(2)))
            .map(column -> column.get(0) + "." + column.get(1))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Set<String> named() {
    Set<String> named = new TreeSet<>(CustomerText.OTHERS);
    CustomerText.COLUMNS.forEach(column -> named.add(column.table().name() + "." + column.name()));
    return named;
  }

  @ParameterizedTest
  @EnumSource
  void columns_ofTheSchema_areEachInOneOfTheLists(Engine engine) {
    try (Database database = engine.open(directory)) {
      assertThat(named()).isEqualTo(textColumns(database, engine));
    }
    assertThat(named()).hasSize(CustomerText.OTHERS.size() + CustomerText.COLUMNS.size());
  }

  @ParameterizedTest
  @EnumSource
  void columns_newOne_isNoticed(Engine engine) {
    try (Database database = engine.open(directory)) {
      database.write(tx -> tx.update("CREATE TABLE notes (k BIGINT, note TEXT)").execute());
      assertThat(textColumns(database, engine)).contains("notes.note").doesNotContain("notes.k");
    }
  }
}
