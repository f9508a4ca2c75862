package dev.gumleaf.store;

/** The database failed in a way that the caller cannot mend; the transaction changed nothing. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(Exception cause) {
    super(cause);
  }
}
