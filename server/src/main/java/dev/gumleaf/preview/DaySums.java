package dev.gumleaf.preview;

import dev.gumleaf.score.HalfLives;
import dev.gumleaf.store.DayTotal;
import java.util.List;

/** The decaying sums of one company under all half-lives, as time goes on. Not thread-safe. */
final class DaySums {
  private final List<DayTotal> totals;
  private final double[] sums = new double[HalfLives.STANDARD.size()];
  private int next;
  private long at;

  /**
   * The sums before anything happened.
   *
   * @param totals of one company, oldest first
   */
  DaySums(List<DayTotal> totals) {
    this.totals = totals;
  }

  /** The sums at a time, of what counts as of before it; not before the time of the last call. */
  double[] at(long time) {
    while (next < totals.size() && totals.get(next).at() < time) {
      DayTotal total = totals.get(next++);
      decay(total.at());
      for (int i = 0; i < sums.length; i++) {
        sums[i] += total.points();
      }
    }
    decay(time);
    return sums.clone();
  }

  private void decay(long time) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] *= HalfLives.STANDARD.get(i).remaining(time - at);
    }
    at = time;
  }
}
