package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A sum of weights, each of which counts half as much after every half-life: two numbers, however
 * many weights. The order in which they come does not matter, late ones count for what is left of
 * them, sums of parts can be merged, and what is taken out again leaves nothing behind but the
 * rounding of the last digits. Immutable.
 *
 * <p>What is read is Σ w·2^(−(t − tᵢ)/h). See {@link HalfLife} for where the idea comes from.
 *
 * @param sum what it comes to at {@code at}
 * @param at the newest time that was added, in milliseconds since 1970, UTC; any when the sum is 0
 */
public record DecayedSum(HalfLife halfLife, double sum, long at) {
  private static final Comparator<Weight> IN_TIME =
      Comparator.comparingLong(Weight::at).thenComparingDouble(Weight::weight);

  /** A weight as of a time. */
  public record Weight(double weight, long at) {}

  /** Checks that the sum is a number. */
  public DecayedSum {
    requireNonNull(halfLife, "halfLife");
    if (!Double.isFinite(sum)) {
      throw new IllegalArgumentException("a sum is a finite number, not " + sum);
    }
  }

  /** The sum of nothing. */
  public static DecayedSum none(HalfLife halfLife) {
    return new DecayedSum(halfLife, 0, Long.MIN_VALUE);
  }

  /**
   * The sum of some weights. They are added in a fixed order, so that it is the same to the last
   * bit in whatever order they are handed in; sums that grew one by one agree to about 12 digits.
   */
  public static DecayedSum of(HalfLife halfLife, Collection<Weight> weights) {
    List<Weight> sorted = weights.stream().sorted(IN_TIME).toList();
    DecayedSum sum = none(halfLife);
    for (Weight each : sorted) {
      sum = sum.add(each.weight(), each.at());
    }
    return sum;
  }

  /** With one more weight, as of a time before or after those that are there. */
  public DecayedSum add(double weight, long time) {
    return time >= at
        ? new DecayedSum(halfLife, read(time) + weight, time)
        : new DecayedSum(halfLife, sum + weight * halfLife.remaining(at - time), at);
  }

  /** Without a weight that was added as of that time. */
  public DecayedSum remove(double weight, long time) {
    return add(-weight, time);
  }

  /**
   * The sum of both.
   *
   * @throws IllegalArgumentException if their half-lives differ
   */
  public DecayedSum merge(DecayedSum other) {
    if (!halfLife.equals(other.halfLife)) {
      throw new IllegalArgumentException("sums of different half-lives cannot be merged");
    }
    return other.at == Long.MIN_VALUE ? this : add(other.sum, other.at);
  }

  /**
   * What it comes to at a time. Before {@link #at} it is more than was there then, because what
   * came since is in it; a client's clock may be ahead by minutes, and that is what it is good for.
   */
  public double read(long now) {
    return sum == 0 ? 0 : sum * halfLife.remaining(now - at);
  }

  /** The {@linkplain HalfLife rank}, which stays the same while time passes. */
  public double rank() {
    return halfLife.rank(sum, at);
  }
}
