package dev.gumleaf.model;

import java.util.Locale;

/**
 * What says that an id belongs to a person, the weakest first. Stronger evidence replaces weaker
 * one altogether; among equals each holds from its time on.
 */
public enum Evidence {
  /** A service's guess, such as RB2B's. */
  INFERRED(1),
  /** An address typed into a form. */
  FORM(2),
  /** An address in the link that was followed; forgeable. */
  LINK(3),
  /** Somebody who signed in, said by the page or by a server. */
  IDENTIFY(4),
  /** The id was given out by us, as the id of that person. */
  CANONICAL(5);

  private final int code;

  Evidence(int code) {
    this.code = code;
  }

  /** The number kept in the store; never changes once released. */
  public int code() {
    return code;
  }

  /**
   * Which evidence counts: only the strongest rank that an id has. An id that we gave out can be
   * signed in on like any other, so that is worth no more than a sign-in.
   */
  public int rank() {
    return Math.min(code, IDENTIFY.code);
  }

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The evidence with that code.
   *
   * @throws IllegalArgumentException if none has that code
   */
  public static Evidence ofCode(int code) {
    for (Evidence evidence : values()) {
      if (evidence.code == code) {
        return evidence;
      }
    }
    throw new IllegalArgumentException("no evidence has the code " + code);
  }
}
