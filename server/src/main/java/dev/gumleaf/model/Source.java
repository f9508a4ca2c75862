package dev.gumleaf.model;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a fact came from, with the rank that decides whether it may replace another.
 *
 * <p>Anybody can read a page's public key, so what a browser says never overrides what a server, a
 * CRM or an import said, however new it is. What stands in a link, or what another service guesses,
 * does not even override the browser.
 */
public enum Source {
  BROWSER(1, 0),
  FORM(2, 0),
  SERVER(3, 1),
  SEGMENT(4, 1),
  RUDDERSTACK(5, 1),
  IMPORT(6, 1),
  CRM(7, 1),
  LINK(8, -1),
  INFERRED(9, -2);

  private final int code;
  private final int rank;

  Source(int code, int rank) {
    this.code = code;
    this.rank = rank;
  }

  /** The number kept in the store; never changes once released. */
  public int code() {
    return code;
  }

  /** A source replaces facts of equal or lower rank only. */
  public int rank() {
    return rank;
  }

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The source with that code.
   *
   * @throws IllegalArgumentException if no source has that code
   */
  public static Source ofCode(int code) {
    for (Source source : values()) {
      if (source.code == code) {
        return source;
      }
    }
    throw new IllegalArgumentException("no source has the code " + code);
  }

  /** The source a sender names for itself, such as {@code rudderstack-cloud}; empty for others. */
  public static Optional<Source> ofSender(String sender) {
    if (sender.startsWith("rudderstack")) {
      return Optional.of(RUDDERSTACK);
    }
    if (sender.startsWith("segment")) {
      return Optional.of(SEGMENT);
    }
    return sender.equals("form") ? Optional.of(FORM) : Optional.empty();
  }
}
