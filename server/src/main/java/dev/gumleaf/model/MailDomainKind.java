package dev.gumleaf.model;

import java.util.Locale;

/** Whose mailboxes are under a domain. */
public enum MailDomainKind {
  /** A provider's, who gives mailboxes to private persons. */
  PERSONAL,
  /** A provider's, who gives mailboxes to be thrown away. */
  DISPOSABLE,
  /** All others: a company's own, as far as is known. */
  BUSINESS;

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
