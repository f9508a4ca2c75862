package dev.gumleaf.store;

import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileKey;
import java.util.List;

/**
 * What a person has of a profile, with the time it is theirs.
 *
 * @param ranges in order; {@link TimeRange#ALWAYS} alone when the profile is not divided
 */
public record Holding(HeldProfile held, List<TimeRange> ranges) {
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
    return ranges.stream().anyMatch(range -> range.contains(at));
  }
}
