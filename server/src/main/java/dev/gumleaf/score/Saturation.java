package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

/**
 * How repeating the same thing comes to count less, so that breadth counts more than frequency.
 *
 * <p>What repeated is remembered as one number, which fades by {@link #memory}: each occurrence
 * contributes by what is remembered of those before it, and is then remembered too.
 */
public sealed interface Saturation {
  /** How fast it is forgotten that something happened before. */
  HalfLife memory();

  /**
   * The points of an amount.
   *
   * @param remembered of what came before, faded to the time of this one
   */
  double points(double amount, double remembered);

  /** What is remembered of an amount, at its time. */
  double memorable(double amount);

  /**
   * The same signal or page of the same person: {@code w·ρ^c}, where w is the amount in points and
   * c the decayed count of those before. However often in a short time, all together stay below
   * {@code w/(1 − ρ)}.
   *
   * @param ratio ρ, what the second counts of the first; above 0, at most 1, which is no saturation
   */
  record Repeats(double ratio, HalfLife memory) implements Saturation {
    /** Checks the ratio. */
    public Repeats {
      requireNonNull(memory, "memory");
      if (!(ratio > 0 && ratio <= 1)) {
        throw new IllegalArgumentException("repeats.ratio is above 0 and at most 1, not " + ratio);
      }
    }

    @Override
    public double points(double amount, double remembered) {
      return amount * StrictMath.pow(ratio, remembered);
    }

    @Override
    public double memorable(double amount) {
      return 1;
    }
  }

  /**
   * The active time of one person, in minutes: {@code w·ln(1 + m)} for m minutes in a short time,
   * however many page views they are divided into. Each view contributes what its minutes add.
   *
   * @param weight w, the points of the first e − 1 = 1.7 minutes; from 0 up
   */
  record ActiveTime(double weight, HalfLife memory) implements Saturation {
    /** Checks the weight. */
    public ActiveTime {
      requireNonNull(memory, "memory");
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException("time.points is a number from 0 up, not " + weight);
      }
    }

    @Override
    public double points(double amount, double remembered) {
      return weight * StrictMath.log1p(amount / (1 + remembered));
    }

    @Override
    public double memorable(double amount) {
      return amount;
    }
  }
}
