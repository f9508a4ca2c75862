package dev.gumleaf.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that go to the database with one statement. Not thread-safe. */
final class RowBatch {
  /** A column and how PostgreSQL names the type of an array of its values. */
  record Column(String name, String type) {
    static Column number(String name) {
      return new Column(name, "bigint");
    }

    static Column decimal(String name) {
      return new Column(name, "double precision");
    }

    static Column text(String name) {
      return new Column(name, "text");
    }
  }

  private final String table;
  private final List<Column> columns;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  RowBatch(String table, Column... columns) {
    this.table = table;
    this.columns = List.of(columns);
  }

  /**
   * Adds a row of {@link Long}s, {@link Double}s, {@link String}s and nulls, in the order of the
   * columns.
   */
  void add(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(table + " has " + columns.size() + " columns here");
    }
    rows.add(values);
  }

  String table() {
    return table;
  }

  List<Column> columns() {
    return columns;
  }

  List<@Nullable Object[]> rows() {
    return rows;
  }

  String columnNames() {
    return String.join(", ", columns.stream().map(Column::name).toList());
  }
}
