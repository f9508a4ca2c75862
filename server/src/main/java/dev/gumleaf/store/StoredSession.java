package dev.gumleaf.store;

import dev.gumleaf.model.ProfileId;
import java.time.Instant;

/**
 * A session as it is shown: what somebody did in one go.
 *
 * @param id the id it was sent for
 * @param profile the store's key of that
 */
public record StoredSession(
    long profile,
    ProfileId id,
    String sessionId,
    Instant startedAt,
    Instant lastAt,
    long pageViews,
    long events,
    long focusMillis) {}
