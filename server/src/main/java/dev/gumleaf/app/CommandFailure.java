package dev.gumleaf.app;

/** Ends a command with exit code 1; the message is for the operator and says what to do. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super(message, null, false, false);
  }
}
