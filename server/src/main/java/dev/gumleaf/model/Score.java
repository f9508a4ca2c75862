package dev.gumleaf.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * How much interest an account shows at one time, with the parts that make the number. As printed,
 * the {@link ScorePart#number numbers} of the parts add up to {@link #number}, and what counts of
 * them adds up to {@link #total}.
 *
 * @param version of the rules it was made by; numbers of different versions do not compare
 * @param number 0 to 100, to one decimal
 * @param total points, decayed and limited, before they were brought to 0 to 100
 */
public record Score(
    int version,
    Instant at,
    double number,
    Strength strength,
    double total,
    List<ScorePart> parts) {
  public Score {
    requireNonNull(at, "at");
    requireNonNull(strength, "strength");
    parts = List.copyOf(parts);
  }
}
