package dev.gumleaf.digest;

import java.util.List;
import java.util.Map;

/**
 * Counts of keys that can be asked for one: the answer is never too low, and rarely too high.
 * Immutable.
 *
 * <p>The textbook adds each count to its column in every row. All counts are known here before the
 * sketch is made, so a column holds the largest count that falls on it instead of their sum, which
 * errs less and reads the same. A reader that adds to it later keeps the promise too.
 */
public final class CountMinSketch {
  /**
   * What a reader must know to find a key's columns.
   *
   * @param size how many columns a row has; best a prime, for the reason given at {@link
   *     BloomFilter.Shape}
   * @param seeds one for each row
   */
  record Shape(int size, List<Integer> seeds) {
    /**
     * Sees 1 stranger in 130 as counted at 350 keys, and hardly any at 50. Seeds of different
     * lengths make the rows differ by more than a constant.
     */
    static final Shape STANDARD = new Shape(1_009, List.of(1, 22, 333, 4_444));

    Shape {
      seeds = List.copyOf(seeds);
    }

    int column(String key, int row) {
      return (int) (KeyHash.of(key, seeds.get(row) + row) % size);
    }
  }

  private final Shape shape;
  private final long[][] rows;

  private CountMinSketch(Shape shape, long[][] rows) {
    this.shape = shape;
    this.rows = rows;
  }

  static CountMinSketch of(Map<String, Long> counts) {
    return of(Shape.STANDARD, counts);
  }

  static CountMinSketch of(Shape shape, Map<String, Long> counts) {
    long[][] rows = new long[shape.seeds().size()][shape.size()];
    counts.forEach((key, count) -> {
      for (int row = 0; row < rows.length; row++) {
        int column = shape.column(key, row);
        rows[row][column] = Math.max(rows[row][column], count);
      }
    });
    return new CountMinSketch(shape, rows);
  }

  /** Appends it as JSON. */
  void appendTo(StringBuilder json) {
    json.append("{\"size\":").append(shape.size());
    json.append(",\"hashes\":").append(rows.length);
    json.append(",\"data\":[");
    for (int row = 0; row < rows.length; row++) {
      json.append(row == 0 ? "[" : ",[");
      for (int column = 0; column < shape.size(); column++) {
        json.append(column == 0 ? "" : ",").append(rows[row][column]);
      }
      json.append(']');
    }
    json.append("],\"seeds\":[");
    for (int row = 0; row < rows.length; row++) {
      json.append(row == 0 ? "" : ",").append(shape.seeds().get(row));
    }
    json.append("]}");
  }
}
