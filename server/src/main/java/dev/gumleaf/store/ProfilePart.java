package dev.gumleaf.store;

import dev.gumleaf.model.ProfileKey;

/** What a person has of a profile: mostly all of it. The key names it in the store. */
public record ProfilePart(long key, ProfileKey profile, ProfileKey person) {}
