package dev.gumleaf.store;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One person or company that a request wants forgotten.
 *
 * @param subject the address, id or domain; null when it is forgotten
 * @param fingerprint says whom it is about to those who know
 * @param receipt what was deleted, as JSON; null when it is still to do
 */
public record DeletionSubject(
    int position,
    Kind kind,
    @Nullable String subject,
    String fingerprint,
    @Nullable String receipt) {
  /** How a subject is named. */
  public enum Kind {
    EMAIL,
    PROFILE_ID,
    DOMAIN;

    /**
     * What the fingerprint of a company's id is taken of; nobody asks by it, but data comes by it.
     */
    public static String namedAccount(String accountId) {
      return "account_id:" + accountId;
    }

    /** The word in the store and on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The text that a subject's fingerprint is taken of: an address is not an id that looks like
     * one.
     */
    public String named(String subject) {
      return word() + ":" + subject;
    }
  }

  public DeletionSubject {
    requireNonNull(kind, "kind");
    requireNonNull(fingerprint, "fingerprint");
  }
}
