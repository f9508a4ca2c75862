package dev.gumleaf.store;

import dev.gumleaf.model.ProfileKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That something set a signal off, as it is shown.
 *
 * @param profile under which it is kept; null when it was the company's own doing
 * @param person whose the profile is; null when it is several people's, by the time
 * @param domain of the company under which it is kept; null when it is kept under a profile
 * @param evidence JSON
 */
public record StoredHit(
    long key,
    long signal,
    String name,
    int version,
    @Nullable ProfileKey profile,
    @Nullable ProfileKey person,
    @Nullable String domain,
    Instant at,
    String evidence) {}
