package dev.gumleaf.store;

import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Runs statements on the JDBC connection below a handle, and only when there are rows for them. */
final class HotPath {
  private HotPath() {}

  /** Statements that give something. */
  interface Statements<T extends @Nullable Object> {
    T run() throws SQLException;
  }

  /** Statements that give nothing. */
  interface Writes {
    void run() throws SQLException;
  }

  static <T> T run(Transaction tx, Collection<?> rows, T whenEmpty, Statements<T> statements) {
    if (rows.isEmpty()) {
      return whenEmpty;
    }
    try {
      return statements.run();
    } catch (SQLException e) {
      throw StoreException.of(e, tx.dialect());
    }
  }

  static void run(Transaction tx, Collection<?> rows, Writes writes) {
    run(
        tx,
        rows,
        rows,
        () -> {
          writes.run();
          return rows;
        });
  }
}
