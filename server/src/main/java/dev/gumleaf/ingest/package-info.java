/**
 * From bytes to a durable journal entry: parses, checks limits, accepts or refuses entry by entry.
 * The pipeline decodes with the same readers, so the two can never disagree about a body.
 */
@NullMarked
package dev.gumleaf.ingest;

import org.jspecify.annotations.NullMarked;
