package dev.gumleaf.store;

import dev.gumleaf.model.ProfileKey;

/** A day, in UTC and counted since 1970, of what was sent under one row of profiles. */
public record ProfileDay(ProfileKey profile, long day) {}
