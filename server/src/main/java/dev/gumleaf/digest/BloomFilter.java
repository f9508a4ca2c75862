package dev.gumleaf.digest;

import java.util.Collection;
import java.util.stream.IntStream;

/**
 * A set of keys that can be asked whether it holds one: it never says no to a key it holds, and
 * rarely yes to another. Immutable.
 */
public final class BloomFilter {
  /**
   * What a reader must know to find a key's bits.
   *
   * @param size how many bits there are; best a prime. CRC-32 is linear, so the hashes of a key
   *     differ by the same bits whatever the key is, and modulo a power of two they would be one
   *     hash: 8,192 bits with 500 keys were seen to let in fifty times as many strangers as they
   *     should
   * @param hashes how many bits a key sets
   * @param seed the number behind the key in its first hash; counted up for the others
   */
  record Shape(int size, int hashes, int seed) {
    /** Wrongly says yes to 1 in 5,000 strangers at 500 keys and to 1 in 200 at 1,000 keys. */
    static final Shape STANDARD = new Shape(12_007, 7, 7);

    int[] indexes(String key) {
      return IntStream.range(0, hashes)
          .map(i -> (int) (KeyHash.of(key, i + seed) % size))
          .toArray();
    }
  }

  /**
   * The bit that known readers test wrongly: they take it for set when any other bit of its word
   * is.
   */
  private static final int FLAWED_BIT = 31;

  /** Set beside {@link #FLAWED_BIT}, so that those readers find it. */
  private static final int COMPANION_BIT = 30;

  private final Shape shape;
  private final int[] words;

  private BloomFilter(Shape shape, int[] words) {
    this.shape = shape;
    this.words = words;
  }

  static BloomFilter of(Collection<String> keys) {
    return of(Shape.STANDARD, keys);
  }

  static BloomFilter of(Shape shape, Collection<String> keys) {
    int[] words = new int[(shape.size() - 1) / Integer.SIZE + 1];
    for (String key : keys) {
      for (int index : shape.indexes(key)) {
        set(words, index);
      }
    }
    return new BloomFilter(shape, words);
  }

  private static void set(int[] words, int index) {
    int bit = index % Integer.SIZE;
    words[index / Integer.SIZE] |= 1 << bit;
    if (bit == FLAWED_BIT) {
      words[index / Integer.SIZE] |= 1 << COMPANION_BIT;
    }
  }

  /** Appends it as JSON; the words are unsigned. */
  void appendTo(StringBuilder json) {
    json.append("{\"size\":").append(shape.size());
    json.append(",\"hashes\":").append(shape.hashes());
    json.append(",\"seed\":").append(shape.seed());
    json.append(",\"bits\":[");
    for (int i = 0; i < words.length; i++) {
      json.append(i == 0 ? "" : ",").append(Integer.toUnsignedLong(words[i]));
    }
    json.append("]}");
  }
}
