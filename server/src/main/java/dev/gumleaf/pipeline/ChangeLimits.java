package dev.gumleaf.pipeline;

import java.time.Duration;

/**
 * How much of the feed of changes is kept.
 *
 * @param keptMax changes of one workspace
 */
public record ChangeLimits(Duration keep, int keptMax) {}
