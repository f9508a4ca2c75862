package dev.gumleaf.store;

import java.sql.SQLException;

/** A statement failed in a way that the caller cannot mend. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(SQLException cause) {
    super(cause);
  }
}
