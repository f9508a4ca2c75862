package dev.gumleaf.store;

import dev.gumleaf.model.StorageFailure;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The database failed in a way that the caller cannot mend and that may pass; the transaction
 * changed nothing.
 */
public final class StoreException extends StorageFailure {
  private static final long serialVersionUID = 1L;

  private StoreException(Exception cause) {
    super(cause);
  }

  /** What to throw for a failure: this, or a {@link RefusedStatementException}. */
  static RuntimeException of(Exception failure, Dialect dialect) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException error && dialect.isRefusal(error)) {
        return new RefusedStatementException(failure);
      }
    }
    return new StoreException(failure);
  }
}
