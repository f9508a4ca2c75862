package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Profile;
import org.jspecify.annotations.Nullable;

/**
 * A profile to be inserted.
 *
 * @param account the company whose mail domain the address has; null for ids and private mailboxes
 */
public record NewProfile(Profile profile, @Nullable AccountKey account) {}
