package dev.gumleaf.store;

import dev.gumleaf.model.Evidence;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Source;
import java.time.Instant;

/**
 * All claims of one kind that connect an id with a person.
 *
 * @param source the first of those that said it, by their codes
 * @param claims minutes in which it was said
 */
public record ClaimSummary(
    ProfileKey id,
    ProfileKey person,
    Evidence evidence,
    Source source,
    Instant firstAt,
    Instant lastAt,
    long claims) {}
