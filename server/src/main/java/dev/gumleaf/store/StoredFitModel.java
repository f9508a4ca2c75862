package dev.gumleaf.store;

import java.time.Instant;

/**
 * A model of fit as it is kept.
 *
 * @param rules as JSON
 * @param createdBy the beginning of the secret key
 */
public record StoredFitModel(int version, String rules, Instant createdAt, String createdBy) {}
