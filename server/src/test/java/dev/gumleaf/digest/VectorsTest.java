package dev.gumleaf.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Hashes and places as they were computed by readers in the field. */
class VectorsTest {
  private static final BloomFilter.Shape FILTER = new BloomFilter.Shape(1_000, 4, 7);
  private static final CountMinSketch.Shape SKETCH =
      new CountMinSketch.Shape(500, List.of(11, 22, 33, 44));

  @Test
  void crc32_checkValue_isTheUsualOne() {
    assertThat(KeyHash.crc32("123456789")).isEqualTo(0xcbf43926L);
  }

  @Test
  void indexes_ofKeys_areTheReaders() {
    assertThat(FILTER.indexes("company.tags.[]:b2b")).containsExactly(403, 826, 964, 420);
    assertThat(FILTER.indexes("company.name:acme")).containsExactly(70, 727, 201, 408);
  }

  @Test
  void indexes_nonAscii_areOfTheLowBytes() {
    assertThat(FILTER.indexes("company.name:zoë ltd")).containsExactly(629, 284, 730, 678);
  }

  @Test
  void columns_ofKeys_areTheReaders() {
    assertThat(columns("events.signed up")).containsExactly(162, 453, 485, 414);
    assertThat(columns("page_views./pricing")).containsExactly(457, 70, 242, 37);
  }

  private static int[] columns(String key) {
    return IntStream.range(0, 4).map(row -> SKETCH.column(key, row)).toArray();
  }
}
