package dev.gumleaf.store;

/**
 * The database refuses a statement with these values and always will: a bug of ours, unlike a
 * {@link StoreException}, which may pass. The transaction changed nothing.
 */
public final class RefusedStatementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedStatementException(Exception cause) {
    super(cause);
  }
}
