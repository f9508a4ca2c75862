package dev.gumleaf.store;

import org.jspecify.annotations.Nullable;

/**
 * What is noted about somebody and a part of an audience; times in milliseconds since 1970, UTC.
 *
 * @param since when it came to hold; null if it does not
 * @param lookAt before when the passing of time does not change that; null for never
 */
public record MembershipState(long key, @Nullable Long since, @Nullable Long lookAt) {
  /** Whether there is nothing to note. */
  public boolean isEmpty() {
    return since == null && lookAt == null;
  }
}
