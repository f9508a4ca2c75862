package dev.gumleaf.model;

/**
 * A person's e-mail address in its normal form: lower case as a whole, the host in punycode, tags
 * and dots as they were written. Made by {@code ingest.EmailReader}; nothing downstream normalises
 * again. Never logged.
 */
public record EmailAddress(String value) {
  /** Longest address that mail can be sent to, in characters (RFC 5321, 4.5.3.1.3). */
  public static final int LENGTH_MAX = 254;

  /** Longest part before the {@code @}, in characters (RFC 5321, 4.5.3.1.1). */
  public static final int LOCAL_MAX = 64;

  public EmailAddress {
    int at = value.indexOf('@');
    boolean parts = at > 0 && at < value.length() - 1 && at == value.lastIndexOf('@');
    if (!parts || at > LOCAL_MAX || value.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "an e-mail address has up to %d characters, %d of them before its one @"
              .formatted(LENGTH_MAX, LOCAL_MAX));
    }
  }

  /** The host behind the {@code @}, which is not always a registrable domain. */
  public String domain() {
    return value.substring(value.indexOf('@') + 1);
  }
}
