package dev.gumleaf.model;

import static java.util.Objects.requireNonNull;

/**
 * What one group of things that somebody did, or the number of people who did them, adds to a
 * score.
 *
 * <p>{@code counted} is what it was 24 hours before, plus {@code gained}, less {@code decayed}; a
 * day is gained whole while the last thing done on it is less than 24 hours ago.
 *
 * @param group the name of the group
 * @param raw points, decayed to the time of the score
 * @param counted points that count, decayed: on no day more than the limit of the group
 * @param number its share of the score's 0 to 100, to one decimal
 * @param gained points that came in lately, before any decay
 * @param decayed points that decay took since 24 hours before
 */
public record ScorePart(
    String group, double raw, double counted, double number, double gained, double decayed) {
  public ScorePart {
    requireNonNull(group, "group");
  }
}
