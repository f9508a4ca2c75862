package dev.gumleaf.preview;

import dev.gumleaf.score.Evaluation;
import java.time.Instant;

/**
 * What would have been foretold.
 *
 * @param from the first moment that is looked at
 * @param until the last one: a window before now, so that what follows is known of all
 */
public record ForetoldPast(
    Evaluation evaluation, Conversion conversion, Instant from, Instant until) {}
