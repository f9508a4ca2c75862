package dev.gumleaf.digest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Collects what a digest is to hold. What comes when it is full is left out, so the important comes
 * first. Not thread-safe.
 */
public final class DigestBuilder {
  /** Keys in the Bloom filter, two for each text or flag; more would raise its error over 1 %. */
  public static final int KEYS_MAX = 1_000;

  /** Counted keys, two for each number; more would raise the sketch's error over 1 %. */
  public static final int COUNTS_MAX = 350;

  /** Characters of a key; nobody asks whether a profile has a longer text word for word. */
  static final int KEY_CHARS_MAX = 1_000;

  private final Set<String> keys = new HashSet<>();
  private final Map<String, Long> counts = new HashMap<>();
  private int leftOut;

  /** Counts an event; its properties are added beside it, from {@link KeyPath#TOP}. */
  public void addEvents(String name, long times) {
    count("events." + name, times);
  }

  public void addPageViews(String path, long times) {
    count("page_views." + path, times);
  }

  public void addText(KeyPath path, String text) {
    addPair(path.text(), path.text() + ":" + text);
  }

  public void addFlag(KeyPath path, boolean flag) {
    addText(path, Boolean.toString(flag));
  }

  /**
   * Sets a number; of several at one path the last one counts. A number below zero cannot be
   * counted and is added as a text.
   *
   * @param literal a JSON number
   */
  public void addNumber(KeyPath path, String literal) {
    JavaScriptNumber number = JavaScriptNumber.of(literal);
    if (number.isCount()) {
      setCount(path.text(), number.count());
      setCount(path.text() + ":" + number.text(), number.count());
    } else {
      addText(path, number.text());
    }
  }

  /** How many keys and counts found no room or were too long. */
  public int leftOut() {
    return leftOut;
  }

  public ProfileDigest build() {
    return new ProfileDigest(BloomFilter.of(keys), CountMinSketch.of(counts));
  }

  private void addPair(String path, String pair) {
    addKey(path);
    addKey(pair);
  }

  private void addKey(String text) {
    String key = key(text);
    if (fits(key, keys.contains(key), keys.size(), KEYS_MAX)) {
      keys.add(key);
    }
  }

  private void count(String text, long times) {
    String key = key(text);
    if (times > 0 && fits(key, counts.containsKey(key), counts.size(), COUNTS_MAX)) {
      counts.merge(key, Math.min(times, JavaScriptNumber.COUNT_MAX), DigestBuilder::sum);
    }
  }

  private static long sum(long a, long b) {
    return Math.min(a + b, JavaScriptNumber.COUNT_MAX);
  }

  private void setCount(String text, long count) {
    String key = key(text);
    if (fits(key, counts.containsKey(key), counts.size(), COUNTS_MAX)) {
      counts.put(key, count);
    }
  }

  private boolean fits(String key, boolean known, int size, int max) {
    boolean fits = key.length() <= KEY_CHARS_MAX && (known || size < max);
    leftOut += fits ? 0 : 1;
    return fits;
  }

  /** The whole key is put in lower case at once, as readers do; a final sigma depends on it. */
  private static String key(String text) {
    return LowerCase.of(text);
  }
}
