package dev.gumleaf.store;

import java.time.Instant;

/**
 * An intent signal as it is kept.
 *
 * @param version counts the changes of its name and rule, from 1 on
 * @param rule JSON
 */
public record StoredSignal(
    long id,
    String name,
    int version,
    String rule,
    boolean enabled,
    Instant createdAt,
    Instant changedAt) {}
