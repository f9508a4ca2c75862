package dev.gumleaf.journal;

import dev.gumleaf.model.StorageFailure;

/** A group in the journal is not what was written. Holds no customer data. */
public final class CorruptJournalException extends StorageFailure {
  private static final long serialVersionUID = 1L;

  public CorruptJournalException(String detail) {
    super(detail);
  }
}
