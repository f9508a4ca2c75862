package dev.gumleaf.journal;

/** The journal could not be read or trimmed; trying again may help. */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JournalException(Exception cause) {
    super(cause);
  }
}
