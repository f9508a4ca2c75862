package dev.gumleaf.store;

import dev.gumleaf.audience.AudienceKind;
import java.time.Instant;

/**
 * A saved filter.
 *
 * @param filter as JSON
 * @param version 1 at first, one more with each change
 */
public record SavedAudience(
    long id,
    AudienceKind kind,
    String name,
    String filter,
    long version,
    Instant createdAt,
    String createdBy,
    Instant updatedAt) {}
