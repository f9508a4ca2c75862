package dev.gumleaf.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/**
 * What differs between the two engines. Everything else is one SQL text that both accept.
 *
 * <p>Stateless and thread-safe.
 */
public sealed interface Dialect permits SqliteDialect, PostgresDialect {
  Dialect SQLITE = new SqliteDialect();
  Dialect POSTGRES = new PostgresDialect();

  /** What the {@code ${…}} placeholders of the migrations become. */
  Map<String, String> migrationPlaceholders();

  /** The write did not happen because the disk is full; a later one may succeed. */
  boolean isStorageFull(SQLException error);

  /**
   * The disk refused a write or a sync, and what is on it is unknown: never retried, because after
   * a failed sync the system may report the next one as good without having written anything.
   */
  boolean isStorageBroken(SQLException error);

  /**
   * The engine will refuse this statement with these values whenever it is asked, so that trying
   * again would go on for ever: they do not fit or break a constraint.
   */
  boolean isRefusal(SQLException error);

  /**
   * Inserts all rows.
   *
   * @param onConflict the rest of the statement behind the rows, such as {@code ON CONFLICT …}
   * @return for each row whether it was inserted or updated; false where {@code onConflict} left
   *     things as they were. Meaningful only when the batch's first column is a key of its own
   */
  boolean[] insert(Connection connection, RowBatch batch, String onConflict) throws SQLException;

  /** A condition that holds where the column has one of the values of one array parameter. */
  String inSet(String column);

  /** Binds the array parameter of {@link #inSet}, for a column of numbers. */
  void bindSet(PreparedStatement statement, int index, long[] values) throws SQLException;

  /** Binds the array parameter of {@link #inSet}, for a column of texts. */
  void bindSet(PreparedStatement statement, int index, String[] values) throws SQLException;

  /** A condition that holds where the column is one of the numbers of a text, with commas. */
  String inKeys(String column, String parameter);

  /**
   * An item for a {@code FROM} clause: the rows of a batch, under the name of its table. Its
   * parameters come first in the statement and are bound by {@link #bindKeyRows}.
   */
  String keyRows(RowBatch keys);

  /** Binds what {@link #keyRows} for the same batch asks for; there is at least one row. */
  void bindKeyRows(PreparedStatement statement, RowBatch keys) throws SQLException;

  /**
   * The {@code FROM} and {@code WHERE} clauses that find the rows {@code m} of a table whose search
   * column has a text in it, by an index as far as the engine can. The parameters are bound by
   * {@link #bindSearch}.
   *
   * @param text in lower case
   */
  String search(SearchIndex index, String text);

  /** Binds what {@link #search} for the same text asks for. */
  void bindSearch(Query query, String text);

  /**
   * Goes on to take the pieces of texts that changed or went out of the search index, a bounded
   * number of them; nothing is left to do where the engine's own vacuum does it.
   *
   * @param isFirst whether this begins anew
   * @return whether there may be more
   */
  boolean tidySearch(Connection connection, boolean isFirst) throws SQLException;

  /**
   * The suffix that makes a row read for update wait for other writers; empty where all writers
   * wait anyway.
   */
  String forUpdate();

  /**
   * A statement after which a commit of its connection returns no earlier than its bytes are
   * synced, however the server is set.
   */
  String requireSync();

  /**
   * A {@code FROM} clause for an update of the journal's head that makes several programs take
   * turns in the order they came; empty where one program writes.
   */
  String takingTurns();

  /** The text with its ASCII letters in lower case and all others as they are. */
  String lowerAscii(String text);

  /** The text, ordered and compared by its bytes. */
  String bytewise(String text);

  /** Whether a text is a plain decimal number such as {@code -1.5}. */
  String isDecimal(String text);

  /** Whether a text begins with what looks like {@code 2026-01-05}. */
  String startsWithDay(String text);

  /** What stands behind the @ of an e-mail address. */
  String behindAt(String address);

  /** An item for a {@code FROM} clause: the elements of a column that holds a JSON array. */
  String elements(String array);

  /** The JSON text of an element that {@link #elements} of the same column gives. */
  String elementJson(String array);

  /** The text of a member of a JSON object; null when it has none. */
  String member(String object, String name);
}
