package dev.gumleaf.journal;

import dev.gumleaf.model.StorageFailure;

/** The journal could not be read, trimmed, rewritten or scrubbed; trying again may help. */
public final class JournalException extends StorageFailure {
  private static final long serialVersionUID = 1L;

  public JournalException(Exception cause) {
    super(cause);
  }
}
