package dev.gumleaf.digest;

/**
 * What may be asked about a profile without being handed it: whether it has a value, and how often
 * something happened. Made by {@link DigestBuilder}.
 */
public record ProfileDigest(BloomFilter keys, CountMinSketch counts) {
  /** Room for the sketch's zeros and a filter's words; both sizes are fixed. */
  private static final int JSON_CHARS = 16 * 1024;

  /** The digest as JSON, under the names that readers know: {@code {"b":{…},"c":{…}}}. */
  public String json() {
    StringBuilder json = new StringBuilder(JSON_CHARS);
    json.append("{\"b\":");
    keys.appendTo(json);
    json.append(",\"c\":");
    counts.appendTo(json);
    return json.append('}').toString();
  }
}
