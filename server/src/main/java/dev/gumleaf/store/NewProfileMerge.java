package dev.gumleaf.store;

import dev.gumleaf.model.ProfileKey;
import java.time.Instant;

/** That an id and a person were connected for the first time, by which request and when. */
public record NewProfileMerge(ProfileKey from, ProfileKey into, String requestId, Instant at) {}
