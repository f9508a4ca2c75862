package dev.gumleaf.store;

import dev.gumleaf.model.JsonText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

final class SqliteDialect implements Dialect {
  /** The low byte of an extended result code is the primary one. */
  private static final int PRIMARY_CODE = 0xff;

  /** The search index keeps pieces of three characters; what is shorter has none. */
  private static final int TRIGRAM = 3;

  private static final String SEARCH_INDEX =
      """
      CREATE VIRTUAL TABLE account_search USING fts5 (
        search, content='', contentless_delete=1, tokenize='trigram case_sensitive 1');
      CREATE TRIGGER account_search_insert AFTER INSERT ON accounts BEGIN
        INSERT INTO account_search (rowid, search) VALUES (new.account_key, new.search);
      END;
      CREATE TRIGGER account_search_update AFTER UPDATE OF search ON accounts BEGIN
        UPDATE account_search SET search = new.search WHERE rowid = new.account_key;
      END;
      """;

  /** Most people are unknown and have nothing to be found by. */
  private static final String PROFILE_SEARCH_INDEX =
      """
      CREATE VIRTUAL TABLE profile_search USING fts5 (
        search, content='', contentless_delete=1, tokenize='trigram case_sensitive 1');
      CREATE TRIGGER profile_search_insert AFTER INSERT ON profiles WHEN new.search <> '' BEGIN
        INSERT INTO profile_search (rowid, search) VALUES (new.profile_key, new.search);
      END;
      CREATE TRIGGER profile_search_update AFTER UPDATE OF search ON profiles
      WHEN new.search <> old.search BEGIN
        DELETE FROM profile_search WHERE rowid = old.profile_key;
        INSERT INTO profile_search (rowid, search)
        SELECT new.profile_key, new.search WHERE new.search <> '';
      END;
      CREATE TRIGGER profile_search_delete AFTER DELETE ON profiles WHEN old.search <> '' BEGIN
        DELETE FROM profile_search WHERE rowid = old.profile_key;
      END;
      """;

  /** Pages of the search index merged in one transaction. */
  private static final int MERGE_PAGES = 500;

  /** With fewer changed rows, a merge had nothing to do. */
  private static final int MERGE_CHANGES_MIN = 2;

  /** Rows that the driver holds before it binds them. */
  private static final int BATCH_ROWS = 1_000;

  @Override
  public Map<String, String> migrationPlaceholders() {
    return Map.of(
        "id", "INTEGER PRIMARY KEY",
        "bytes", "BLOB",
        "clustered", " WITHOUT ROWID",
        "search_index", SEARCH_INDEX,
        "profile_search_index", PROFILE_SEARCH_INDEX);
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

  @Override
  public boolean isRefusal(SQLException error) {
    return hasCode(error, SQLiteErrorCode.SQLITE_CONSTRAINT)
        || hasCode(error, SQLiteErrorCode.SQLITE_TOOBIG)
        || hasCode(error, SQLiteErrorCode.SQLITE_MISMATCH)
        || hasCode(error, SQLiteErrorCode.SQLITE_RANGE);
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
        case Double number -> statement.setDouble(i + 1, number);
        case Object text -> statement.setString(i + 1, (String) text);
      }
    }
  }

  @Override
  public String inSet(String column) {
    return column + " IN (SELECT value FROM json_each(?))";
  }

  @Override
  public String inKeys(String column, String parameter) {
    return "%s IN (SELECT value FROM json_each('[' || :%s || ']'))".formatted(column, parameter);
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
  public String keyRows(RowBatch keys) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < keys.columns().size(); i++) {
      columns.add("value ->> %d AS %s".formatted(i, keys.columns().get(i).name()));
    }
    return "(SELECT %s FROM json_each(?)) AS %s"
        .formatted(String.join(", ", columns), keys.table());
  }

  @Override
  public void bindKeyRows(PreparedStatement statement, RowBatch keys) throws SQLException {
    String rows =
        keys.rows().stream()
            .map(
                row -> Arrays.stream(row).map(SqliteDialect::json).collect(Collectors.joining(",")))
            .collect(Collectors.joining("],[", "[[", "]]"));
    statement.setString(1, rows);
  }

  private static String json(@Nullable Object value) {
    return value instanceof String text ? JsonText.quote(text) : String.valueOf(value);
  }

  @Override
  public String search(SearchIndex index, String text) {
    return isIndexed(text)
        ? """
        FROM %2$s s CROSS JOIN %1$s m
        WHERE s.%2$s MATCH :phrase
          AND m.%3$s = s.rowid
          AND m.search LIKE :pattern ESCAPE '!'
        """
            .formatted(index.table(), index.words(), index.key())
        : """
        FROM %s m
        WHERE m.search LIKE :pattern ESCAPE '!'
        """
            .formatted(index.table());
  }

  @Override
  public void bindSearch(Query query, String text) {
    query.bind("pattern", LikePattern.containing(text));
    if (isIndexed(text)) {
      query.bind("phrase", '"' + text.replace("\"", "\"\"") + '"');
    }
  }

  private static boolean isIndexed(String text) {
    return text.codePointCount(0, text.length()) >= TRIGRAM;
  }

  /**
   * The index only notes that a row's pieces do not count any more, and drops them when it merges
   * its parts. A negative number of pages has all parts merged; after that a positive one, so that
   * what others add meanwhile does not begin it again (see FTS5's "merge" command).
   */
  @Override
  public boolean tidySearch(Connection connection, boolean isFirst) throws SQLException {
    boolean mayHaveMore = false;
    for (String table : List.of("account_search", "profile_search")) {
      long before = totalChanges(connection);
      try (PreparedStatement merge =
          connection.prepareStatement(
              """
              INSERT INTO %s (%s, rank)
              VALUES ('merge', ?)
              """
                  .formatted(table, table))) {
        merge.setInt(1, isFirst ? -MERGE_PAGES : MERGE_PAGES);
        merge.executeUpdate();
      }
      mayHaveMore |= totalChanges(connection) - before >= MERGE_CHANGES_MIN;
    }
    return mayHaveMore;
  }

  private static long totalChanges(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT total_changes()");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public String forUpdate() {
    return "";
  }

  @Override
  public String requireSync() {
    return "PRAGMA synchronous = FULL";
  }

  @Override
  public String takingTurns() {
    return "";
  }

  @Override
  public String lowerAscii(String text) {
    return "LOWER(" + text + ")";
  }

  @Override
  public String bytewise(String text) {
    return text;
  }

  @Override
  public String isDecimal(String text) {
    return """
    (%1$s NOT GLOB '*[^-0-9.]*' AND %1$s GLOB '*[0-9]' AND %1$s NOT GLOB '?*-*'
        AND %1$s NOT GLOB '*.*.*' AND (%1$s GLOB '[0-9]*' OR %1$s GLOB '-[0-9]*'))\
    """
        .formatted(text);
  }

  @Override
  public String startsWithDay(String text) {
    return text + " GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*'";
  }

  @Override
  public String behindAt(String address) {
    return "SUBSTR(%1$s, INSTR(%1$s, '@') + 1)".formatted(address);
  }

  @Override
  public String elements(String array) {
    return "json_each(" + array + ") element";
  }

  @Override
  public String elementJson(String array) {
    return "(" + array + " -> element.key)";
  }

  @Override
  public String member(String object, String name) {
    return "(%s ->> '%s')".formatted(object, name);
  }
}
