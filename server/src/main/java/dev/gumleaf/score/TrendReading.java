package dev.gumleaf.score;

/**
 * How the last days of an account compare with what is usual for it.
 *
 * @param ageDays since its first event
 * @param events how many there were, ever
 * @param fast decayed points of the last days
 * @param slow decayed points of the last weeks
 * @param z by how many standard deviations the last days are above what is usual; around 0 while
 *     nothing changes
 * @param logRatio natural logarithm of points a day lately, divided by those a day usually
 */
public record TrendReading(
    double ageDays, long events, double fast, double slow, double z, double logRatio) {}
