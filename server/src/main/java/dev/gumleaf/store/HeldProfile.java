package dev.gumleaf.store;

import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileKey;
import org.jspecify.annotations.Nullable;

/**
 * That a person has something of a profile: all of it, or some of its time.
 *
 * @param lastSeenAt when the newest visible activity of that was, in milliseconds since 1970, UTC;
 *     null when there is none
 */
public record HeldProfile(ProfileKey person, Profile profile, @Nullable Long lastSeenAt) {}
