package dev.gumleaf.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * One request of the month.
 *
 * @param at when it was sent, in the story
 * @param fromPage whether a page of the site sent it, and not a server
 * @param entries how many entries its body has
 */
public record Post(
    Instant at, Target target, String userAgent, boolean fromPage, String body, int entries) {
  /** The site that the month is about. */
  public static final String ORIGIN = "https://www." + Site.DOMAIN;

  /** Where it goes. */
  public enum Target {
    ACCOUNTS("accounts/batch"),
    PEOPLE("batch"),
    METRICS("metrics");

    private final String path;

    Target(String path) {
      this.path = path;
    }

    /** What stands behind the public key in the URL. */
    public String path() {
      return path;
    }
  }

  /** The same once more, as a client does that lost the reply. */
  Post again(Duration later) {
    return new Post(at.plus(later), target, userAgent, fromPage, body, entries);
  }
}
