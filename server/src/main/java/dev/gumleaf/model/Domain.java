package dev.gumleaf.model;

/**
 * A company's registrable web domain in its normal form: lower case, punycode, no {@code www.}.
 * Made by {@code ingest.DomainReader}; nothing downstream normalises again.
 */
public record Domain(String value) {
  /** Longest name the DNS allows, in characters (RFC 1035, 2.3.4). */
  public static final int LENGTH_MAX = 253;

  public Domain {
    if (value.isEmpty() || value.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("a domain has 1 to " + LENGTH_MAX + " characters");
    }
  }
}
