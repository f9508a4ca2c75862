package dev.gumleaf.store;

import java.time.Instant;

/** What a signal was called and what its rule was, from a time on, and who wanted it so. */
public record SignalVersion(
    int version, String name, String rule, Instant createdAt, String createdBy) {}
