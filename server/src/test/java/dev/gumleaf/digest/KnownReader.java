package dev.gumleaf.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * A digest as the readers in the field read it: JavaScript, with 32-bit words, and with their flaw.
 */
public final class KnownReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode filter;
  private final JsonNode sketch;

  /** Whether bit 31 is tested as known readers do, or rightly. */
  private final boolean flawed;

  private KnownReader(JsonNode digest, boolean flawed) {
    this.filter = digest.get("b");
    this.sketch = digest.get("c");
    this.flawed = flawed;
  }

  /** Reads the digest of a reply. */
  public static KnownReader of(JsonNode digest) {
    return new KnownReader(digest, true);
  }

  static KnownReader of(ProfileDigest digest) {
    return new KnownReader(parse(digest.json()), true);
  }

  static KnownReader withoutFlaw(ProfileDigest digest) {
    return new KnownReader(parse(digest.json()), false);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean has(String text) {
    String key = text.toLowerCase(Locale.ROOT);
    int seed = filter.get("seed").intValue();
    for (int i = 0; i < filter.get("hashes").intValue(); i++) {
      if (!bit((int) (crc32(key + ":" + (i + seed)) % filter.get("size").intValue()))) {
        return false;
      }
    }
    return true;
  }

  private boolean bit(int index) {
    int word = (int) filter.get("bits").get(index / 32).longValue();
    boolean wrongly = flawed && index % 32 == 31;
    return (word & (wrongly ? Integer.MAX_VALUE : 1 << index % 32)) != 0;
  }

  public long count(String text) {
    String key = text.toLowerCase(Locale.ROOT);
    long least = Long.MAX_VALUE;
    for (int row = 0; row < sketch.get("seeds").size(); row++) {
      int number = sketch.get("seeds").get(row).intValue() + row;
      int column = (int) (crc32(key + ":" + number) % sketch.get("size").intValue());
      least = Math.min(least, sketch.get("data").get(row).get(column).longValue());
    }
    return least;
  }

  private static long crc32(String text) {
    CRC32 crc = new CRC32();
    text.chars().forEach(unit -> crc.update(unit & 0xff));
    return crc.getValue();
  }
}
