package dev.gumleaf.store;

import java.time.Instant;
import java.util.Locale;

/**
 * Somebody who is left out of lists and counts: one of the workspace's own people, or a company
 * that nobody wants to see.
 *
 * @param value an e-mail address, the domain of a mailbox, or a company's domain
 */
public record Exclusion(
    long id, Kind kind, String value, String reason, Instant createdAt, String createdBy) {
  /** What is left out. */
  public enum Kind {
    /** One person. */
    EMAIL,
    /** All people with an address at a domain. */
    MAIL_DOMAIN,
    /** A company, with its people. */
    ACCOUNT;

    /** The word in the store and on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
