package dev.gumleaf.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BloomFilterTest {
  private static final long SEED = 1_505L;

  /** Letters of one and two bytes, from other planes, and halves of surrogate pairs. */
  private static final String ALPHABET = "abc xyz./:[]0123éßœжщ日本\ud83d\ude00\udc00\ud800İΣσ";

  private final Random random = new Random(SEED);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 20, 100, 500, 1_000})
  void has_everyKeyAdded_isFoundWithAndWithoutTheFlaw(int size) {
    for (int i = 0; i < 2_000 / size + 5; i++) {
      Set<String> keys = keys("", size);
      ProfileDigest digest = digest(BloomFilter.of(keys));
      assertThat(keys)
          .as("seed %d", SEED)
          .allMatch(KnownReader.of(digest)::has)
          .allMatch(KnownReader.withoutFlaw(digest)::has);
    }
  }

  @Test
  void has_keyAloneOnAFlawedBit_isFound() {
    String key =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "company.name:" + i)
            .filter(text ->
                IntStream.of(BloomFilter.Shape.STANDARD.indexes(text)).anyMatch(i -> i % 32 == 31))
            .findFirst()
            .orElseThrow();

    assertThat(KnownReader.of(digest(BloomFilter.of(Set.of(key)))).has(key)).isTrue();
  }

  @Test
  void has_nothingAdded_findsNothing() {
    KnownReader reader = KnownReader.of(digest(BloomFilter.of(Set.of())));

    assertThat(keys("", 1_000)).as("seed %d", SEED).noneMatch(reader::has);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 1_000})
  void has_strangers_areTakenForKeysInLessThanOnePercent(int size) {
    int strangers = 0;
    int taken = 0;
    for (int i = 0; i < 20; i++) {
      KnownReader reader = KnownReader.of(digest(BloomFilter.of(keys("in", size))));
      Set<String> others = keys("out", 5_000);
      strangers += others.size();
      taken += (int) others.stream().filter(reader::has).count();
    }

    System.out.printf(
        "digest: of %d strangers %d were taken for one of %d keys (%.4f %%)%n",
        strangers, taken, size, 100.0 * taken / strangers);
    assertThat(taken).as("seed %d", SEED).isLessThan(strangers / 100);
  }

  private static ProfileDigest digest(BloomFilter filter) {
    return new ProfileDigest(filter, CountMinSketch.of(Map.of()));
  }

  private Set<String> keys(String prefix, int size) {
    Set<String> keys = new HashSet<>();
    while (keys.size() < size) {
      // Lower case is the builder's task, and readers ask in lower case.
      keys.add(prefix + text().toLowerCase(Locale.ROOT));
    }
    return keys;
  }

  private String text() {
    return random
        .ints(4 + random.nextInt(20), 0, ALPHABET.length())
        .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
        .collect(Collectors.joining());
  }
}
