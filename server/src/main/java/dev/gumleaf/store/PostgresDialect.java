package dev.gumleaf.store;

import static java.util.Objects.requireNonNull;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

final class PostgresDialect implements Dialect {
  private static final List<String> REFUSALS = List.of("22", "23", "54");

  /** PostgreSQL error codes, class 53: disk_full. */
  private static final String DISK_FULL = "53100";

  /** Any number that no other program is likely to use in the same database. */
  private static final long JOURNAL_LOCK = 0x67756d6c656166L;

  /** Who may not install the extension, or has none, does without: searching is slower then. */
  private static final String SEARCH_INDEX =
      """
      DO $$ BEGIN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX accounts_search ON accounts USING gin (search gin_trgm_ops);
      EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
        RAISE WARNING 'pg_trgm cannot be installed; searching among many accounts will be slow';
      END $$;
      """;

  private static final String PROFILE_SEARCH_INDEX =
      """
      DO $$ BEGIN
        CREATE INDEX profiles_search ON profiles USING gin (search gin_trgm_ops) WHERE search <> '';
      EXCEPTION WHEN undefined_object THEN
        RAISE WARNING 'pg_trgm is not installed; searching among many people will be slow';
      END $$;
      """;

  @Override
  public Map<String, String> migrationPlaceholders() {
    return Map.of(
        "id", "BIGINT PRIMARY KEY",
        "bytes", "BYTEA",
        "clustered", "",
        "search_index", SEARCH_INDEX,
        "profile_search_index", PROFILE_SEARCH_INDEX);
  }

  @Override
  public boolean isStorageFull(SQLException error) {
    return DISK_FULL.equals(error.getSQLState());
  }

  /**
   * Never: the server itself stops on a failed sync and recovers from its log, and we reconnect.
   */
  @Override
  public boolean isStorageBroken(SQLException error) {
    return false;
  }

  /** Classes 22, data exception; 23, constraint violation; 54, too large. */
  @Override
  public boolean isRefusal(SQLException error) {
    String state = String.valueOf(error.getSQLState());
    return REFUSALS.stream().anyMatch(state::startsWith);
  }

  @Override
  public boolean[] insert(Connection connection, RowBatch batch, String onConflict)
      throws SQLException {
    boolean[] changed = new boolean[batch.rows().size()];
    if (changed.length == 0) {
      return changed;
    }
    String places =
        batch.columns().stream()
            .map(column -> "?::" + column.type() + "[]")
            .collect(Collectors.joining(", "));
    String key = batch.columns().getFirst().name();
    Map<Object, Integer> rowOfKey = new HashMap<>();
    for (int row = 0; row < changed.length; row++) {
      rowOfKey.put(requireNonNull(batch.rows().get(row)[0]), row);
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO %s (%s) SELECT * FROM unnest(%s) %s RETURNING %s.%s"
                .formatted(
                    batch.table(), batch.columnNames(), places, onConflict, batch.table(), key))) {
      for (int column = 0; column < batch.columns().size(); column++) {
        statement.setArray(column + 1, array(connection, batch, column));
      }
      try (ResultSet written = statement.executeQuery()) {
        while (written.next()) {
          Integer row = rowOfKey.get(written.getObject(1));
          if (row != null) {
            changed[row] = true;
          }
        }
      }
    }
    return changed;
  }

  private static Array array(Connection connection, RowBatch batch, int column)
      throws SQLException {
    @Nullable Object[] values = new @Nullable Object[batch.rows().size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = batch.rows().get(row)[column];
    }
    return connection.createArrayOf(batch.columns().get(column).type(), values);
  }

  @Override
  public String inSet(String column) {
    return column + " = ANY (?)";
  }

  @Override
  public String inKeys(String column, String parameter) {
    return "%s = ANY (CAST(string_to_array(:%s, ',') AS BIGINT[]))".formatted(column, parameter);
  }

  @Override
  public void bindSet(PreparedStatement statement, int index, long[] values) throws SQLException {
    Object[] boxed = Arrays.stream(values).boxed().toArray();
    statement.setArray(index, statement.getConnection().createArrayOf("bigint", boxed));
  }

  @Override
  public void bindSet(PreparedStatement statement, int index, String[] values) throws SQLException {
    statement.setArray(index, statement.getConnection().createArrayOf("text", values));
  }

  @Override
  public String keyRows(RowBatch keys) {
    String arrays =
        keys.columns().stream()
            .map(column -> "?::" + column.type() + "[]")
            .collect(Collectors.joining(", "));
    return "unnest(%s) AS %s (%s)".formatted(arrays, keys.table(), keys.columnNames());
  }

  @Override
  public void bindKeyRows(PreparedStatement statement, RowBatch keys) throws SQLException {
    for (int column = 0; column < keys.columns().size(); column++) {
      statement.setArray(column + 1, array(statement.getConnection(), keys, column));
    }
  }

  /** The second condition says what the index of people leaves out, or it would not be used. */
  @Override
  public String search(SearchIndex index, String text) {
    return """
    FROM %s m
    WHERE m.search LIKE :pattern ESCAPE '!'
      AND m.search <> ''
    """
        .formatted(index.table());
  }

  @Override
  public void bindSearch(Query query, String text) {
    query.bind("pattern", LikePattern.containing(text));
  }

  @Override
  public boolean tidySearch(Connection connection, boolean isFirst) {
    return false;
  }

  @Override
  public String forUpdate() {
    return "FOR UPDATE";
  }

  /** Stronger settings, which wait for a standby as well, stay. */
  @Override
  public String requireSync() {
    return """
    SELECT set_config('synchronous_commit', 'local', false)
    WHERE current_setting('synchronous_commit') = 'off'
    """;
  }

  /** A row's lock goes to whoever asks first after a commit, which is mostly who just had it. */
  @Override
  public String takingTurns() {
    return "FROM (SELECT pg_advisory_xact_lock(" + JOURNAL_LOCK + ")) AS turn";
  }

  @Override
  public String lowerAscii(String text) {
    return "LOWER((%s) COLLATE \"C\")".formatted(text);
  }

  @Override
  public String bytewise(String text) {
    return text + " COLLATE \"C\"";
  }

  @Override
  public String isDecimal(String text) {
    return text + " ~ '^-?[0-9]+([.][0-9]+)?$'";
  }

  @Override
  public String startsWithDay(String text) {
    return text + " ~ '^[0-9]{4}-[01][0-9]-[0-3][0-9]'";
  }

  @Override
  public String behindAt(String address) {
    return "SPLIT_PART(%s, '@', 2)".formatted(address);
  }

  /** The type json keeps each element as it is written; jsonb would refuse some. */
  @Override
  public String elements(String array) {
    return "json_array_elements(CAST(%s AS json)) AS element(item)".formatted(array);
  }

  @Override
  public String elementJson(String array) {
    return "CAST(element.item AS TEXT)";
  }

  @Override
  public String member(String object, String name) {
    return "(CAST(%s AS json) ->> '%s')".formatted(object, name);
  }
}
