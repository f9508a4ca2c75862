package dev.gumleaf.ingest;

import dev.gumleaf.model.EmailAddress;
import java.util.Locale;
import java.util.Optional;

/** Reads e-mail addresses. */
public final class EmailReader {
  private static final int LENGTH_MAX = 254;

  /** The address in a text; empty when it is none. */
  public Optional<EmailAddress> read(String text) {
    String email = text.strip().toLowerCase(Locale.ROOT);
    int at = email.indexOf('@');
    boolean usable =
        at > 0 && at == email.lastIndexOf('@') && at < email.length() - 1
            && email.length() <= LENGTH_MAX
            && email.chars().noneMatch(c -> c <= ' ');
    return usable ? Optional.of(new EmailAddress(email)) : Optional.empty();
  }
}
