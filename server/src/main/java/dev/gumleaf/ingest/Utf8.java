package dev.gumleaf.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks that bytes are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above
 * U+10FFFF. The JSON parser lets some of these through, and what was let through could not be
 * stored.
 */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;

  private Utf8() {}

  /**
   * The offset of the first byte that cannot be part of a JSON text, -1 when all are well.
   *
   * <p>NUL counts as bad too: it is never allowed raw, and it would make the parser guess another
   * encoding. So does a byte order mark, which RFC 8259, section 8.1, forbids senders to add.
   */
  static int findInvalid(byte[] bytes) {
    if (startsWithMark(bytes)) {
      return 0;
    }
    int i = 0;
    while (i < bytes.length) {
      if (i + Long.BYTES <= bytes.length && isPlain((long) LONGS.get(bytes, i))) {
        i += Long.BYTES;
      } else {
        int length = sequenceLength(bytes, i);
        if (length == 0) {
          return i;
        }
        i += length;
      }
    }
    return -1;
  }

  static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf;
  }

  /** Whether all eight are ASCII and none is NUL. */
  private static boolean isPlain(long eight) {
    return ((eight | (eight - LOW_BITS)) & HIGH_BITS) == 0;
  }

  /** The length of the character at a position, 0 if there is no valid one. */
  private static int sequenceLength(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    if (first < 0x80) {
      return first == 0 ? 0 : 1;
    }
    if (first >= 0xc2 && first <= 0xdf) {
      return isContinuation(bytes, at + 1) ? 2 : 0;
    }
    if (first >= 0xe0 && first <= 0xef) {
      int lowest = first == 0xe0 ? 0xa0 : 0x80;
      int highest = first == 0xed ? 0x9f : 0xbf;
      boolean valid = isIn(bytes, at + 1, lowest, highest) && isContinuation(bytes, at + 2);
      return valid ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
      int lowest = first == 0xf0 ? 0x90 : 0x80;
      int highest = first == 0xf4 ? 0x8f : 0xbf;
      boolean valid =
          isIn(bytes, at + 1, lowest, highest)
              && isContinuation(bytes, at + 2)
              && isContinuation(bytes, at + 3);
      return valid ? 4 : 0;
    }
    return 0;
  }

  private static boolean isContinuation(byte[] bytes, int at) {
    return isIn(bytes, at, 0x80, 0xbf);
  }

  private static boolean isIn(byte[] bytes, int at, int lowest, int highest) {
    return at < bytes.length && (bytes[at] & 0xff) >= lowest && (bytes[at] & 0xff) <= highest;
  }
}
