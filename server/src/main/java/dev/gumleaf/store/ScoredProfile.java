package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Whose the points of a row of profiles are.
 *
 * @param sole the one person to whom everything under it belongs; null when several do
 * @param account the company it is part of as a person; null when of none
 */
public record ScoredProfile(
    ProfileKey profile,
    WorkspaceId workspace,
    @Nullable ProfileKey sole,
    @Nullable AccountKey account) {}
