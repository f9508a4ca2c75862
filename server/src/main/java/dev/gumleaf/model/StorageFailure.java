package dev.gumleaf.model;

/**
 * The database or the journal failed in a way that the caller cannot mend; asking again later may
 * help. A request that meets it is answered with {@link ErrorCode#STORAGE_FAILED}.
 */
public abstract class StorageFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected StorageFailure(Exception cause) {
    super(cause);
  }

  protected StorageFailure(String detail) {
    super(detail);
  }
}
