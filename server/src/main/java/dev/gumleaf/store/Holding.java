package dev.gumleaf.store;

import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a person has of a profile, with the time it is theirs.
 *
 * @param ranges in order; {@link TimeRange#ALWAYS} alone when the profile is not divided
 */
public record Holding(HeldProfile held, List<TimeRange> ranges) {
  /** Stretches read one by one. */
  static final int STRETCHES_MAX = 8;

  public Holding {
    ranges = List.copyOf(ranges);
  }

  public ProfileKey person() {
    return held.person();
  }

  public Profile profile() {
    return held.profile();
  }

  /** Whether others have some of the profile's time, too. */
  public boolean isDivided() {
    return !ranges.equals(List.of(TimeRange.ALWAYS));
  }

  boolean contains(long at) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (ranges.get(middle).from() <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return !ranges.isEmpty() && ranges.get(low).contains(at);
  }

  /**
   * Stretches of time that hold all ranges, in order: the ranges themselves when they are few, else
   * what is left of the whole without the longest gaps.
   */
  List<TimeRange> stretches() {
    List<Integer> cuts =
        IntStream.range(1, ranges.size())
            .boxed()
            .sorted((a, b) -> Long.compare(gapBefore(b), gapBefore(a)))
            .limit(STRETCHES_MAX - 1)
            .sorted()
            .toList();
    List<TimeRange> stretches = new ArrayList<>();
    int first = 0;
    for (int cut : cuts) {
      stretches.add(new TimeRange(ranges.get(first).from(), ranges.get(cut - 1).until()));
      first = cut;
    }
    if (!ranges.isEmpty()) {
      stretches.add(new TimeRange(ranges.get(first).from(), ranges.getLast().until()));
    }
    return List.copyOf(stretches);
  }

  private long gapBefore(int range) {
    return ranges.get(range).from() - ranges.get(range - 1).until();
  }
}
