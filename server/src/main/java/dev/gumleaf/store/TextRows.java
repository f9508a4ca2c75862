package dev.gumleaf.store;

import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The statements that redact columns of one table. Thread-safe. */
final class TextRows {
  /** Rows looked at in one transaction. */
  private static final int ROWS_AT_ONCE = 1_000;

  /** Characters looked at in one transaction, give or take one row. */
  private static final long CHARS_AT_ONCE = 1 << 20;

  /** Rows that the driver holds meanwhile; their texts may be large. */
  private static final int FETCH_ROWS = 50;

  private final TextTable table;
  private final List<TextColumn> columns;

  TextRows(TextTable table, List<TextColumn> columns) {
    this.table = table;
    this.columns = columns;
  }

  /** A row with the values of its key, and its texts in the order of the columns. */
  private record Row(List<Object> key, long workspace, List<@Nullable String> texts) {}

  /**
   * What one look found.
   *
   * @param found the keys of rows that hold a text to erase
   * @param last the key behind which to look next
   */
  record Look(List<List<Object>> found, List<Object> last, boolean isEnd) {}

  /** Looks at a bounded number of rows, in the order of their keys. */
  Look find(Transaction tx, WorkspaceId workspace, List<Object> after, ErasedTexts erased) {
    String keys = String.join(", ", table.keys());
    String places = String.join(", ", Collections.nCopies(table.keys().size(), "?"));
    String condition = after.isEmpty() ? "" : "WHERE (%s) > (%s)".formatted(keys, places);
    String sql =
        """
        %s
        %s
        ORDER BY %s
        LIMIT %d
        """
            .formatted(select(), condition, keys, ROWS_AT_ONCE);
    List<List<Object>> found = new ArrayList<>();
    List<Object> last = after;
    int rows = 0;
    long chars = 0;
    try (ResultIterator<Row> walk =
        bind(tx.query(sql), after)
            .setFetchSize(FETCH_ROWS)
            .map((row, context) -> toRow(row))
            .iterator()) {
      while (chars < CHARS_AT_ONCE && walk.hasNext()) {
        Row row = walk.next();
        last = row.key();
        rows++;
        chars += length(row);
        if (isOf(workspace, row) && holds(row, erased)) {
          found.add(row.key());
        }
      }
    }
    return new Look(found, last, rows < ROWS_AT_ONCE && chars < CHARS_AT_ONCE);
  }

  /** Redacts rows as they are now and gives the number of those that changed. */
  long redact(Transaction tx, WorkspaceId workspace, List<List<Object>> keys, ErasedTexts erased) {
    // The pipeline of any node writes the same rows; one of two would have to give up.
    new Derivation(tx).lockPosition();
    long changed = 0;
    String sql = select() + "WHERE " + isKey("t");
    for (List<Object> key : keys) {
      Row row = bind(tx.query(sql), key).map((each, context) -> toRow(each)).findOne().orElse(null);
      if (row != null && isOf(workspace, row) && redact(tx, row, erased)) {
        changed++;
      }
    }
    return changed;
  }

  private boolean redact(Transaction tx, Row row, ErasedTexts erased) {
    List<Object> key = new ArrayList<>(row.key());
    boolean changed = false;
    for (int i = 0; i < columns.size(); i++) {
      TextColumn column = columns.get(i);
      String text = row.texts().get(i);
      if (text != null && holds(column, text, erased)) {
        String redacted = free(tx, column, key, column.redact(text, erased));
        update(tx, column, key, redacted);
        int part = table.keys().indexOf(column.name());
        if (part >= 0) {
          key.set(part, redacted);
        }
        changed = true;
      }
    }
    return changed;
  }

  private void update(Transaction tx, TextColumn column, List<Object> key, String text) {
    String sql =
        "UPDATE %s SET %s = ? WHERE %s".formatted(table.name(), column.name(), isKey(table.name()));
    bind(tx.update(sql), concat(text, key)).execute();
  }

  /** The text, with a number behind it if another row has it and may not. */
  private String free(Transaction tx, TextColumn column, List<Object> key, String text) {
    String free = text;
    for (int number = 2; isTaken(tx, column, key, free); number++) {
      free = text + " " + number;
    }
    return free;
  }

  private boolean isTaken(Transaction tx, TextColumn column, List<Object> key, String text) {
    if (column.uniqueWith().isEmpty()) {
      return false;
    }
    StringBuilder same = new StringBuilder();
    for (String with : column.uniqueWith()) {
      same.append(" AND other.%s = t.%s".formatted(with, with));
    }
    String sql =
        "SELECT COUNT(*) FROM %s t JOIN %s other ON other.%s = ?%s WHERE %s"
            .formatted(table.name(), table.name(), column.name(), same, isKey("t"));
    return bind(tx.query(sql), concat(text, key)).mapTo(Long.class).one() > 0;
  }

  private boolean holds(Row row, ErasedTexts erased) {
    for (int i = 0; i < columns.size(); i++) {
      String text = row.texts().get(i);
      if (text != null && holds(columns.get(i), text, erased)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(TextColumn column, String text, ErasedTexts erased) {
    return !column.redact(text, erased).equals(text);
  }

  private static boolean isOf(WorkspaceId workspace, Row row) {
    return row.workspace() == workspace.value();
  }

  private static long length(Row row) {
    long chars = 0;
    for (String text : row.texts()) {
      chars += text == null ? 0 : text.length();
    }
    return chars;
  }

  private String select() {
    List<String> selected = new ArrayList<>();
    table.keys().forEach(key -> selected.add("t." + key));
    columns.forEach(column -> selected.add("t." + column.name()));
    return "SELECT %s, %s FROM %s t\n"
        .formatted(table.owner().sql(), String.join(", ", selected), table.name());
  }

  private Row toRow(ResultSet row) throws SQLException {
    List<Object> key = new ArrayList<>();
    List<@Nullable String> texts = new ArrayList<>();
    int place = 1;
    long workspace = row.getLong(place);
    for (String ignored : table.keys()) {
      key.add(row.getObject(++place));
    }
    for (TextColumn ignored : columns) {
      texts.add(row.getString(++place));
    }
    return new Row(key, workspace, texts);
  }

  private String isKey(String alias) {
    return String.join(
        " AND ", table.keys().stream().map(key -> alias + "." + key + " = ?").toList());
  }

  private static List<Object> concat(Object first, List<Object> rest) {
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  private static <S extends SqlStatement<S>> S bind(S statement, List<Object> values) {
    for (int i = 0; i < values.size(); i++) {
      statement.bind(i, values.get(i));
    }
    return statement;
  }
}
