package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.ProfileKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldRowsTest {
  private static final int TURNS = 25_000;
  private static final int TURN_MILLIS = 10;

  /** Rows of all turns: two in each, of the same moment, newest first. */
  private static final List<Cursor> ROWS =
      IntStream.range(0, 2 * TURNS)
          .mapToObj(i -> new Cursor((long) i / 2 * TURN_MILLIS + 3, i))
          .sorted(Comparator.comparingLong(Cursor::key).reversed())
          .toList();

  private int reads;

  /** Every other turn. */
  private static Holding everyOther() {
    List<TimeRange> ranges = new ArrayList<>();
    for (long turn = 0; turn < TURNS; turn += 2) {
      ranges.add(new TimeRange(turn * TURN_MILLIS, (turn + 1) * TURN_MILLIS));
    }
    Profile profile =
        Profile.created(new ProfileKey(1), Profile.Kind.ID, "dev-1", new ProfileId("dev-1"));
    return new Holding(new HeldProfile(profile.key(), profile, null), ranges);
  }

  private List<Cursor> read(TimeRange stretch, Optional<Cursor> after, int limit) {
    reads++;
    return ROWS.stream()
        .filter(row -> stretch.contains(row.value()))
        .filter(row -> after.isEmpty() || row.key() < after.get().key())
        .limit(limit)
        .toList();
  }

  private List<Cursor> newest(TimeRange asked, Optional<Cursor> after, int rowsMax) {
    reads = 0;
    return new HeldRows<Cursor>(everyOther(), asked, after, rowsMax, row -> row, this::read)
        .newest();
  }

  private static List<Cursor> expected(TimeRange asked) {
    return ROWS.stream()
        .filter(row -> row.value() / TURN_MILLIS % 2 == 0 && asked.contains(row.value()))
        .toList();
  }

  @Test
  void newest_ofManyTurns_stopsAtTheLimit() {
    List<Cursor> all = expected(TimeRange.ALWAYS);
    assertThat(newest(TimeRange.ALWAYS, Optional.empty(), 51)).isEqualTo(all.subList(0, 51));
    assertThat(reads).isOne();
    assertThat(newest(TimeRange.ALWAYS, Optional.of(all.get(4_000)), 51))
        .isEqualTo(all.subList(4_001, 4_052));
    assertThat(reads).isLessThanOrEqualTo(Holding.STRETCHES_MAX);
  }

  @Test
  void newest_moreThanOneReadGives_goesOn() {
    assertThat(newest(TimeRange.ALWAYS, Optional.empty(), 100_000))
        .isEqualTo(expected(TimeRange.ALWAYS));
    assertThat(reads).isLessThanOrEqualTo(Holding.STRETCHES_MAX);
    assertThat(newest(TimeRange.ALWAYS, Optional.empty(), 1_001)).hasSize(1_001);
    assertThat(reads).as("half of what is read is somebody else's").isEqualTo(2);
  }

  @Test
  void newest_ofSomeTime_isNoMoreThanThat() {
    TimeRange asked = new TimeRange(100_000, 100_100);
    assertThat(newest(asked, Optional.empty(), 100)).isEqualTo(expected(asked)).hasSize(10);
    assertThat(reads).isOne();
  }
}
