package dev.gumleaf.score;

/**
 * Points before any decay, as of a time.
 *
 * @param at in milliseconds since 1970, UTC
 */
public record Points(double points, long at) {
  /** Nothing. */
  public static final Points NONE = new Points(0, Long.MIN_VALUE);

  /** Both together, as of the later time. */
  public Points plus(Points other) {
    return new Points(points + other.points, Math.max(at, other.at));
  }

  /** What is left of them. */
  public double valueAt(long now, HalfLife halfLife) {
    return points == 0 ? 0 : points * halfLife.remaining(now - at);
  }
}
