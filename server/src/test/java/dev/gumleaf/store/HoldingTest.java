package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.ProfileKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldingTest {
  private static Holding holding(List<TimeRange> ranges) {
    Profile profile =
        Profile.created(new ProfileKey(1), Profile.Kind.ID, "dev-1", new ProfileId("dev-1"));
    return new Holding(new HeldProfile(profile.key(), profile, null), ranges);
  }

  @Test
  void stretches_ofFewRanges_areTheRanges() {
    List<TimeRange> few = List.of(new TimeRange(Long.MIN_VALUE, 5), new TimeRange(9, 10));
    assertThat(holding(few).stretches()).isEqualTo(few);
    assertThat(holding(List.of(TimeRange.ALWAYS)).stretches()).containsExactly(TimeRange.ALWAYS);
    assertThat(holding(List.of()).stretches()).isEmpty();
  }

  @Test
  void stretches_ofManyRanges_areFewAndLeaveOutTheLongestGaps() {
    List<TimeRange> many = new ArrayList<>();
    for (int turn = 0; turn < 25_000; turn++) {
      long day = turn / 10_000 * 1_000_000L;
      many.add(new TimeRange(day + turn * 10L, day + turn * 10L + 4));
    }
    List<TimeRange> stretches = holding(many).stretches();
    assertThat(stretches)
        .hasSize(Holding.STRETCHES_MAX)
        .anyMatch(stretch -> stretch.until() == many.get(9_999).until())
        .anyMatch(stretch -> stretch.from() == many.get(20_000).from());
    for (TimeRange range : many) {
      assertThat(stretches).anyMatch(stretch -> range.within(stretch).equals(range));
    }
  }

  @Test
  void contains_firstAndLastMoments_areThoseOfTheRanges() {
    Holding holding =
        holding(
            List.of(
                new TimeRange(Long.MIN_VALUE, 5),
                new TimeRange(9, 10),
                new TimeRange(20, Long.MAX_VALUE)));
    for (long inside : new long[] {Long.MIN_VALUE, 0, 4, 9, 20, Long.MAX_VALUE - 1}) {
      assertThat(holding.contains(inside)).as("%d", inside).isTrue();
    }
    for (long outside : new long[] {5, 8, 10, 19}) {
      assertThat(holding.contains(outside)).as("%d", outside).isFalse();
    }
    assertThat(holding(List.of()).contains(7)).isFalse();
  }
}
