package dev.gumleaf.store;

import dev.gumleaf.model.JsonText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

final class SqliteDialect implements Dialect {
  /** The low byte of an extended result code is the primary one. */
  private static final int PRIMARY_CODE = 0xff;

  /** Rows that the driver holds before it binds them. */
  private static final int BATCH_ROWS = 1_000;

  @Override
  public Map<String, String> migrationPlaceholders() {
    return Map.of("id", "INTEGER PRIMARY KEY", "bytes", "BLOB", "clustered", " WITHOUT ROWID");
  }

  @Override
  public boolean isStorageFull(SQLException error) {
    return hasCode(error, SQLiteErrorCode.SQLITE_FULL);
  }

  @Override
  public boolean isStorageBroken(SQLException error) {
    return hasCode(error, SQLiteErrorCode.SQLITE_IOERR)
        || hasCode(error, SQLiteErrorCode.SQLITE_CORRUPT)
        || hasCode(error, SQLiteErrorCode.SQLITE_NOTADB);
  }

  private static boolean hasCode(SQLException error, SQLiteErrorCode code) {
    return error instanceof SQLiteException sqlite
        && (sqlite.getResultCode().code & PRIMARY_CODE) == code.code;
  }

  @Override
  public boolean[] insert(Connection connection, RowBatch batch, String onConflict)
      throws SQLException {
    String places = String.join(", ", Collections.nCopies(batch.columns().size(), "?"));
    boolean[] changed = new boolean[batch.rows().size()];
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO %s (%s) VALUES (%s) %s"
                .formatted(batch.table(), batch.columnNames(), places, onConflict))) {
      for (int from = 0; from < changed.length; from += BATCH_ROWS) {
        int to = Math.min(changed.length, from + BATCH_ROWS);
        for (Object[] row : batch.rows().subList(from, to)) {
          bind(statement, row);
          statement.addBatch();
        }
        int[] counts = statement.executeBatch();
        for (int i = 0; i < counts.length; i++) {
          changed[from + i] = counts[i] > 0;
        }
      }
    }
    return changed;
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case null -> statement.setNull(i + 1, Types.NULL);
        case Long number -> statement.setLong(i + 1, number);
        case Object text -> statement.setString(i + 1, (String) text);
      }
    }
  }

  @Override
  public String inSet(String column) {
    return column + " IN (SELECT value FROM json_each(?))";
  }

  @Override
  public void bindSet(PreparedStatement statement, int index, long[] values) throws SQLException {
    statement.setString(index, Arrays.toString(values));
  }

  @Override
  public void bindSet(PreparedStatement statement, int index, String[] values) throws SQLException {
    String quoted = Arrays.stream(values).map(JsonText::quote).collect(Collectors.joining(","));
    statement.setString(index, "[" + quoted + "]");
  }

  @Override
  public String forUpdate() {
    return "";
  }

  @Override
  public String takingTurns() {
    return "";
  }
}
