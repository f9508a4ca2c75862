package dev.gumleaf.model;

import org.jspecify.annotations.Nullable;

/**
 * What is done with the entries of a request that has no User-Agent, as those of crude bots have
 * none.
 */
public enum NoUserAgent {
  /** They are stored with a mark that keeps them off lists and counts. */
  MARK,
  /** They are rejected. */
  DROP;

  /** Whether that is no User-Agent at all. */
  public static boolean isMissing(@Nullable String userAgent) {
    return userAgent == null || userAgent.isBlank();
  }
}
