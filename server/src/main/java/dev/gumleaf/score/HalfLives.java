package dev.gumleaf.score;

import java.util.List;

/**
 * The same weights summed under six half-lives at once, from half a day to a month. Costs six
 * numbers, and lets the past say which half-life tells best what comes next, see {@link
 * RankingQuality}. Immutable.
 *
 * @param sums one for each of {@link #STANDARD}, in its order
 */
public record HalfLives(List<DecayedSum> sums) {
  /** The half-lives that are kept: 0.5, 1, 2, 7, 14 and 30 days. */
  public static final List<HalfLife> STANDARD =
      List.of(
          HalfLife.ofDays(0.5),
          HalfLife.ofDays(1),
          HalfLife.ofDays(2),
          HalfLife.ofDays(7),
          HalfLife.ofDays(14),
          HalfLife.ofDays(30));

  /** The sums of nothing. */
  public static final HalfLives NONE =
      new HalfLives(STANDARD.stream().map(DecayedSum::none).toList());

  /** Checks that there is one sum for each half-life. */
  public HalfLives {
    sums = List.copyOf(sums);
    if (!sums.stream().map(DecayedSum::halfLife).toList().equals(STANDARD)) {
      throw new IllegalArgumentException(
          "sums are for 0.5, 1, 2, 7, 14 and 30 days, in this order");
    }
  }

  /** With one more weight in each sum. */
  public HalfLives add(double weight, long at) {
    return new HalfLives(sums.stream().map(sum -> sum.add(weight, at)).toList());
  }

  /** Without a weight that was added as of that time. */
  public HalfLives remove(double weight, long at) {
    return add(-weight, at);
  }

  /** The sums of both. */
  public HalfLives merge(HalfLives other) {
    return new HalfLives(STANDARD.stream().map(each -> of(each).merge(other.of(each))).toList());
  }

  /**
   * The sum under one half-life.
   *
   * @throws IllegalArgumentException if it is none of the six
   */
  public DecayedSum of(HalfLife halfLife) {
    int index = STANDARD.indexOf(halfLife);
    if (index < 0) {
      throw new IllegalArgumentException("no sums are kept for " + halfLife.days() + " days");
    }
    return sums.get(index);
  }
}
