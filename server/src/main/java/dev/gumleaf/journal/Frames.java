package dev.gumleaf.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.model.WorkspaceId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The form of one group in the store: a version byte, a CRC-32C of what follows it, the number of
 * entries, and the entries, each as fixed numbers and length-prefixed fields. Numbers are big
 * endian.
 */
final class Frames {
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 1 + Integer.BYTES + Integer.BYTES;
  private static final int CRC_FROM = 1 + Integer.BYTES;

  /** The length of a field that is absent. */
  private static final int ABSENT = -1;

  /** Kind, workspace, time, and the lengths of five fields. */
  private static final int FIXED_BYTES = 1 + Long.BYTES + Long.BYTES + 5 * Integer.BYTES;

  private Frames() {}

  /** An entry ready to be written; done on the caller's thread, so the writer only copies. */
  @SuppressWarnings("ArrayRecordComponent") // lives between two threads, compared by nobody
  record Frame(
      JournalEntry entry,
      byte[] requestId,
      byte @Nullable [] address,
      byte @Nullable [] userAgent,
      byte @Nullable [] origin) {
    static Frame of(JournalEntry entry) {
      return new Frame(
          entry,
          entry.requestId().getBytes(UTF_8),
          bytes(entry.address()),
          bytes(entry.userAgent()),
          bytes(entry.origin()));
    }

    int length() {
      return FIXED_BYTES
          + requestId.length
          + length(address)
          + length(userAgent)
          + length(origin)
          + entry.body().length;
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
      return text == null ? null : text.getBytes(UTF_8);
    }

    private static int length(byte @Nullable [] field) {
      return field == null ? 0 : field.length;
    }
  }

  static byte[] write(List<Frame> frames) {
    int length = HEADER_BYTES;
    for (Frame frame : frames) {
      length += frame.length();
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put(VERSION).putInt(0).putInt(frames.size());
    for (Frame frame : frames) {
      JournalEntry entry = frame.entry();
      out.put((byte) entry.kind().code());
      out.putLong(entry.workspace().value());
      out.putLong(entry.receivedAt().toEpochMilli());
      put(out, frame.requestId());
      put(out, frame.address());
      put(out, frame.userAgent());
      put(out, frame.origin());
      put(out, entry.body());
    }
    return out.putInt(1, crc(out.array())).array();
  }

  private static void put(ByteBuffer out, byte @Nullable [] field) {
    if (field == null) {
      out.putInt(ABSENT);
    } else {
      out.putInt(field.length).put(field);
    }
  }

  private static int crc(byte[] group) {
    CRC32C crc = new CRC32C();
    crc.update(group, CRC_FROM, group.length - CRC_FROM);
    return (int) crc.getValue();
  }

  /**
   * Reads a group.
   *
   * @throws CorruptJournalException if the bytes are not a group that {@link #write} made
   */
  static List<JournalEntry> read(byte[] group) {
    ByteBuffer in = ByteBuffer.wrap(group);
    if (group.length < HEADER_BYTES || in.get() != VERSION) {
      throw new CorruptJournalException("a group has no known version");
    }
    if (in.getInt() != crc(group)) {
      throw new CorruptJournalException("the checksum of a group does not match");
    }
    try {
      return readEntries(in);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new CorruptJournalException("a group cannot be taken apart");
    }
  }

  private static List<JournalEntry> readEntries(ByteBuffer in) {
    int count = in.getInt();
    List<JournalEntry> entries = new ArrayList<>(Math.min(count, in.remaining() / FIXED_BYTES));
    for (int i = 0; i < count; i++) {
      entries.add(
          new JournalEntry(
              JournalEntry.Kind.ofCode(in.get()),
              new WorkspaceId(in.getLong()),
              Instant.ofEpochMilli(in.getLong()),
              text(bytes(in)),
              optionalText(in),
              optionalText(in),
              optionalText(in),
              bytes(in)));
    }
    if (in.hasRemaining()) {
      throw new CorruptJournalException("a group has bytes behind its entries");
    }
    return entries;
  }

  private static @Nullable String optionalText(ByteBuffer in) {
    in.mark();
    if (in.getInt() == ABSENT) {
      return null;
    }
    in.reset();
    return text(bytes(in));
  }

  private static String text(byte[] field) {
    return new String(field, UTF_8);
  }

  private static byte[] bytes(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new CorruptJournalException("a field is longer than its group");
    }
    byte[] field = new byte[length];
    in.get(field);
    return field;
  }
}
