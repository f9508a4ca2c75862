package dev.gumleaf.store;

/** The database was last used by a newer program, whose shape this one does not know. */
public final class NewerSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NewerSchemaException(String found, String known) {
    super(
        "the database has shape "
            + found
            + " and this program knows shapes up to "
            + known
            + " only: it was used by a newer release");
  }
}
