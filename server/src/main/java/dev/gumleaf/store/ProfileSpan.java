package dev.gumleaf.store;

import dev.gumleaf.model.ProfileKey;

/**
 * A profile from a time on until another, the latter not included; milliseconds since 1970, UTC.
 */
public record ProfileSpan(ProfileKey profile, long from, long until) {}
