package dev.gumleaf.ingest;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.EmailAddress;

/** What {@link EmailReader} made of a text. */
public sealed interface EmailResult {
  record Ok(EmailAddress address) implements EmailResult {
    public Ok {
      requireNonNull(address, "address");
    }
  }

  /**
   * The text is no e-mail address.
   *
   * @param detail what is wrong with it, for people; holds nothing of the text
   */
  record Refused(String detail) implements EmailResult {
    public Refused {
      requireNonNull(detail, "detail");
    }
  }
}
