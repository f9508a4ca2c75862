package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

/** Something that counts. Times are milliseconds since 1970, UTC. */
public sealed interface Deed {
  /** When it was done. */
  long at();

  /**
   * Somebody looked at a page.
   *
   * @param page which one; the same text for the same page
   * @param activeMillis how long it was in front, in milliseconds
   */
  record PageView(String page, long at, long activeMillis) implements Deed {
    /** Checks that there is a page. */
    public PageView {
      requireNonNull(page, "page");
    }
  }

  /**
   * A signal was set off.
   *
   * @param signal its id
   */
  record Hit(long signal, long at) implements Deed {}
}
