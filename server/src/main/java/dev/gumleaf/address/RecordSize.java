package dev.gumleaf.address;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Adds up what a record would take in memory, before the reader reads it. The reader makes room for
 * as many values as a list claims to have before it has seen the first of them, and follows
 * pointers as often as they come; so a small file could take all memory that there is. Not
 * thread-safe.
 */
final class RecordSize {
  /** Publishers' largest records have some kilobytes. */
  static final long BYTES_MAX = 1L << 20;

  /** An object, and its place in a map or list. */
  private static final int VALUE_BYTES = 64;

  /** Publishers' records have four levels. */
  private static final int DEPTH_MAX = 64;

  // Types of the format; the others are as long as they say.
  private static final int EXTENDED = 0;
  private static final int POINTER = 1;
  private static final int MAP = 7;
  private static final int LIST = 11;
  private static final int BOOLEAN = 14;

  /** By how many bytes they have: pointers begin where shorter ones end. */
  private static final int[] POINTERS_FROM = {0, 0, 1 << 11, (1 << 19) + (1 << 11), 0};

  private final MemorySegment bytes;
  private final long pointersFrom;
  private long at;
  private long left = BYTES_MAX;

  private RecordSize(MemorySegment bytes, long at, long pointersFrom) {
    this.bytes = bytes;
    this.at = at;
    this.pointersFrom = pointersFrom;
  }

  /**
   * Fails if a record is too large to be read. One that is damaged in other ways may pass.
   *
   * @param pointersFrom the place that pointers count from
   * @throws IndexOutOfBoundsException if the record leads out of the file
   */
  static void requireSmall(MemorySegment bytes, long at, long pointersFrom) throws FileProblem {
    new RecordSize(bytes, at, pointersFrom).pass(0);
  }

  private void pass(int depth) throws FileProblem {
    require(depth <= DEPTH_MAX);
    int control = next();
    int type = control >> 5;
    if (type == POINTER) {
      follow(control, depth);
      return;
    }
    if (type == EXTENDED) {
      type = next() + MAP;
    }
    int size = size(control & 0x1f);
    switch (type) {
      case MAP -> passAll(2 * size, depth);
      case LIST -> passAll(size, depth);
      case BOOLEAN -> {
        // The size is the value.
      }
      default -> {
        take(size);
        at += size;
      }
    }
  }

  private void passAll(int values, int depth) throws FileProblem {
    take((long) values * VALUE_BYTES);
    for (int i = 0; i < values; i++) {
      pass(depth + 1);
    }
  }

  private void follow(int control, int depth) throws FileProblem {
    int length = (control >> 3 & 3) + 1;
    int packed = number(length == Integer.BYTES ? 0 : control & 7, length);
    long behind = at;
    at = packed + pointersFrom + POINTERS_FROM[length];
    pass(depth + 1);
    at = behind;
  }

  private int size(int inControl) {
    return switch (inControl) {
      case 29 -> 29 + number(0, 1);
      case 30 -> 285 + number(0, 2);
      case 31 -> 65_821 + number(0, 3);
      default -> inControl;
    };
  }

  private int number(int first, int length) {
    int number = first;
    for (int i = 0; i < length; i++) {
      number = number << Byte.SIZE | next();
    }
    return number;
  }

  private int next() {
    return bytes.get(ValueLayout.JAVA_BYTE, at++) & 0xff;
  }

  private void take(long more) throws FileProblem {
    left -= more;
    require(left >= 0);
  }

  private static void require(boolean isSmall) throws FileProblem {
    if (!isSmall) {
      throw new FileProblem("it has a record that is too large to be read");
    }
  }
}
