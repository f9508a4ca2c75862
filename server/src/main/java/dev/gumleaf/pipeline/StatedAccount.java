package dev.gumleaf.pipeline;

import dev.gumleaf.model.Call;
import dev.gumleaf.model.Domain;
import org.jspecify.annotations.Nullable;

/**
 * What an identify says about the person's company.
 *
 * @param domain the company; null when neither the identify nor the person's address says which
 * @param named whether the identify itself says which
 * @param identify the same as a statement about the account
 */
record StatedAccount(@Nullable Domain domain, boolean named, Call.Identify identify) {}
