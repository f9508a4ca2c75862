package dev.gumleaf.digest;

import java.util.zip.CRC32;

/**
 * The hash of a key, as the readers in browsers and at the edge compute it: CRC-32 over the low
 * byte of each UTF-16 code unit. Any other encoding agrees with them on ASCII only.
 */
final class KeyHash {
  private KeyHash() {}

  /** The hash of {@code key:number}; 0 to 2^32 - 1. */
  static long of(String key, int number) {
    return crc32(key + ":" + number);
  }

  static long crc32(String text) {
    byte[] lowBytes = new byte[text.length()];
    for (int i = 0; i < lowBytes.length; i++) {
      lowBytes[i] = (byte) text.charAt(i);
    }
    CRC32 crc = new CRC32();
    crc.update(lowBytes);
    return crc.getValue();
  }
}
