package dev.gumleaf.preview;

import dev.gumleaf.model.Strength;
import dev.gumleaf.score.HalfLife;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well scores with each half-life would have ranked those who converted.
 *
 * @param scale the sum that is 63 of 100
 * @param inForce the half-life of today's scores
 * @param companies that there are now
 * @param conversions that were looked at
 */
public record ScorePast(
    Instant from,
    Instant until,
    double scale,
    HalfLife inForce,
    long companies,
    long conversions,
    Conversion conversion,
    List<OfHalfLife> halfLives)
    implements PreviewResult {
  public ScorePast {
    halfLives = List.copyOf(halfLives);
  }

  /**
   * One half-life.
   *
   * @param area how likely a company that converts on a day had at its beginning more than one that
   *     has not converted yet; null when there is nothing to compare
   * @param strengths companies by their strength now
   * @param tens companies by their number now: below 10, below 20, and so on
   */
  public record OfHalfLife(
      HalfLife halfLife, @Nullable Double area, Map<Strength, Long> strengths, List<Long> tens) {
    public OfHalfLife {
      strengths = Map.copyOf(strengths);
      tens = List.copyOf(tens);
    }
  }
}
