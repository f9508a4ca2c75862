package dev.gumleaf.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CountMinSketchTest {
  private static final long SEED = 1_506L;

  private final Random random = new Random(SEED);

  @Test
  void count_everyKey_isNeverTooLowAndRarelyTooHigh() {
    int keys = 0;
    int tooHigh = 0;
    for (int i = 0; i < 50; i++) {
      Map<String, Long> counts = counts(DigestBuilder.COUNTS_MAX);
      KnownReader reader = reader(CountMinSketch.of(counts));
      counts.forEach((key, count) ->
          assertThat(reader.count(key)).as("seed %d", SEED).isGreaterThanOrEqualTo(count));
      keys += counts.size();
      tooHigh +=
          (int)
              counts.entrySet().stream()
                  .filter(each -> reader.count(each.getKey()) != each.getValue())
                  .count();
    }

    System.out.printf("digest: of %d counts %d were read too high%n", keys, tooHigh);
    assertThat(tooHigh).as("seed %d", SEED).isLessThan(keys / 100);
  }

  @Test
  void count_keysInACrowdedSketch_isNeverTooLow() {
    CountMinSketch.Shape crowded = new CountMinSketch.Shape(7, List.of(1, 2));
    for (int i = 0; i < 50; i++) {
      Map<String, Long> counts = counts(100);
      KnownReader reader = reader(CountMinSketch.of(crowded, counts));
      counts.forEach((key, count) ->
          assertThat(reader.count(key)).as("seed %d", SEED).isGreaterThanOrEqualTo(count));
    }
  }

  @Test
  void count_strangers_areZeroInNinetyNineOfAHundred() {
    int counted = 0;
    for (int i = 0; i < 20; i++) {
      KnownReader reader = reader(CountMinSketch.of(counts(DigestBuilder.COUNTS_MAX)));
      for (int stranger = 0; stranger < 5_000; stranger++) {
        counted += reader.count("stranger." + random.nextLong()) > 0 ? 1 : 0;
      }
    }

    System.out.printf("digest: of 100000 strangers %d had a count%n", counted);
    assertThat(counted).as("seed %d", SEED).isLessThan(1_000);
  }

  private static KnownReader reader(CountMinSketch sketch) {
    return KnownReader.of(new ProfileDigest(BloomFilter.of(Set.of()), sketch));
  }

  private Map<String, Long> counts(int size) {
    Map<String, Long> counts = new HashMap<>();
    while (counts.size() < size) {
      long count = random.nextInt(4) == 0 ? random.nextLong(1_000_000) : 1 + random.nextInt(3);
      counts.put("events." + Long.toString(random.nextLong(), 36), count);
    }
    return counts;
  }
}
