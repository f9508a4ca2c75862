package dev.gumleaf.store;

import org.jspecify.annotations.Nullable;

/**
 * What an audience, or a part of it, says about somebody now.
 *
 * @param lookAt before when the passing of time alone does not change it, in milliseconds since
 *     1970, UTC; null for never
 */
public record MembershipAnswer(long key, boolean holds, @Nullable Long lookAt) {}
