package dev.gumleaf.store;

import dev.gumleaf.model.Claim;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Source;

/**
 * A claim on an id.
 *
 * @param undone whether somebody took the merge of the two back
 */
public record ClaimRow(ProfileKey profile, Claim claim, Source source, boolean undone) {}
