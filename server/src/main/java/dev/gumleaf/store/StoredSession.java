package dev.gumleaf.store;

import dev.gumleaf.model.ProfileId;
import java.time.Instant;

/**
 * A session as it is shown: what somebody did in one go.
 *
 * @param key the store's number of it
 * @param id the id it was sent for
 */
public record StoredSession(
    long key,
    ProfileId id,
    String sessionId,
    Instant startedAt,
    Instant lastAt,
    long pageViews,
    long events,
    long focusMillis) {}
