package dev.gumleaf.store;

import java.sql.Connection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** One open transaction; lives as long as the callback it was given to, on one thread. */
public final class Transaction {
  private final Handle handle;
  private final Dialect dialect;

  Transaction(Handle handle, Dialect dialect) {
    this.handle = handle;
    this.dialect = dialect;
  }

  public Query query(String sql) {
    return handle.createQuery(sql);
  }

  public Update update(String sql) {
    return handle.createUpdate(sql);
  }

  public Dialect dialect() {
    return dialect;
  }

  /** The connection below, for the statements of the measured hot path. */
  Connection connection() {
    return handle.getConnection();
  }
}
