package dev.gumleaf.preview;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.store.HitRow;
import org.jspecify.annotations.Nullable;

/**
 * That something set a rule off, and whose doing it was.
 *
 * @param person null when it was a company's by itself
 * @param company null when nobody knows of which the person is
 * @param knownAt since when all that was known: not before the hit; milliseconds since 1970, UTC
 * @param standing whether it is to be counted
 */
record OwnedHit(
    HitRow hit,
    @Nullable ProfileKey person,
    @Nullable AccountKey company,
    long knownAt,
    Standing standing) {
  /** Why something is left out of what is counted. */
  enum Standing {
    COUNTS,
    OWN_PEOPLE,
    EXCLUDED_COMPANY
  }
}
