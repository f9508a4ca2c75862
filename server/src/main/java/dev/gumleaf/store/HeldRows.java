package dev.gumleaf.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rows of one profile that are somebody's, newest first.
 *
 * <p>Two people who take turns make a range for each turn, tens of thousands in all. A statement
 * for each would be slow, so a few wide stretches are read, and what is in them but somebody else's
 * is passed over.
 *
 * @param asked the time to read
 * @param after where to go on from
 * @param rowsMax rows to read
 * @param placeOf where a row stands among the others, its time first
 */
record HeldRows<T>(
    Holding holding,
    TimeRange asked,
    Optional<Cursor> after,
    int rowsMax,
    Function<T, Cursor> placeOf,
    Rows<T> rows) {
  /** Rows read at a time where some of them may be somebody else's. */
  private static final int MIXED_ROWS = 500;

  /** Reads what is in one stretch of time, newest first. */
  interface Rows<T> {
    List<T> read(TimeRange stretch, Optional<Cursor> after, int limit);
  }

  /** The newest rows, at most so many. */
  List<T> newest() {
    List<TimeRange> stretches = holding.stretches();
    boolean mixed = stretches.size() < holding.ranges().size();
    List<T> found = new ArrayList<>();
    for (TimeRange stretch : stretches.reversed()) {
      if (found.size() < rowsMax) {
        read(stretch.within(asked), mixed ? Math.max(rowsMax, MIXED_ROWS) : rowsMax, found);
      }
    }
    return found.subList(0, Math.min(found.size(), rowsMax));
  }

  private void read(TimeRange stretch, int limit, List<T> found) {
    Optional<Cursor> last = after;
    boolean goesOn = true;
    while (goesOn && found.size() < rowsMax) {
      TimeRange left = last.map(cursor -> stretch.upTo(cursor.value())).orElse(stretch);
      List<T> read = left.isEmpty() ? List.of() : rows.read(left, last, limit);
      for (T row : read) {
        if (holding.contains(placeOf.apply(row).value())) {
          found.add(row);
        }
      }
      goesOn = read.size() == limit;
      last = goesOn ? Optional.of(placeOf.apply(read.getLast())) : last;
    }
  }
}
