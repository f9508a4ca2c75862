package dev.gumleaf.store;

import dev.gumleaf.model.StorageFailure;

/** The database failed in a way that the caller cannot mend; the transaction changed nothing. */
public final class StoreException extends StorageFailure {
  private static final long serialVersionUID = 1L;

  public StoreException(Exception cause) {
    super(cause);
  }
}
