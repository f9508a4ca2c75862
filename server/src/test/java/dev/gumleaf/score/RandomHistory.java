package dev.gumleaf.score;

import dev.gumleaf.score.DecayedSum.Weight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Invented pasts, the same for each seed. */
record RandomHistory(Random random) {
  static final long NOW = Instant.parse("2026-03-02T09:30:00Z").toEpochMilli();
  static final long DAY = 86_400_000;

  RandomHistory(long seed) {
    this(new Random(seed));
  }

  /** A time on the last days before {@link #NOW}. */
  long time(int days) {
    return NOW - random.nextLong(days * DAY);
  }

  List<Weight> weights(int count, int days) {
    List<Weight> weights = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      weights.add(new Weight(0.1 + 10 * random.nextDouble(), time(days)));
    }
    return weights;
  }

  /** The times of a Poisson process with so many events a day, in order. */
  List<Long> poisson(double perDay, long from, long until) {
    List<Long> times = new ArrayList<>();
    long at = from + gap(perDay);
    while (at < until) {
      times.add(at);
      at += gap(perDay);
    }
    return times;
  }

  private long gap(double perDay) {
    return (long) (-Math.log(1 - random.nextDouble()) / perDay * DAY);
  }
}
