package dev.gumleaf.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gumleaf.journal.Frames.Frame;
import dev.gumleaf.model.WorkspaceId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FramesTest {
  private static final int CRC_AT = 1;
  private static final int COUNT_AT = 5;
  private static final long SEED = 20260105;

  private static JournalEntry entry(@Nullable String address, @Nullable String agent, byte[] body) {
    return new JournalEntry(
        JournalEntry.Kind.ACCOUNTS_BATCH,
        new WorkspaceId(7),
        Instant.parse("2026-01-05T10:02:00.123Z"),
        "01JGVP-Ω",
        address,
        agent,
        "https://acme.test",
        body);
  }

  private static final List<JournalEntry> SAMPLES =
      List.of(
          entry("203.0.113.7", "agent/1 é", "{\"domain\":\"acme.test\"}".getBytes(UTF_8)),
          entry(null, "", new byte[0]),
          entry("2001:db8::1", null, new byte[] {0, -1, (byte) 0xc3, 0x28, 127}));

  private static byte[] group(List<JournalEntry> entries) {
    return Frames.write(entries.stream().map(Frame::of).toList());
  }

  @Test
  void read_whatWasWritten_givesTheSameEntries() {
    List<JournalEntry> read = Frames.read(group(SAMPLES));
    assertThat(read)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyElementsOf(SAMPLES);
  }

  @Test
  void read_aTimeWithNanos_isTheSameBeforeAndAfter() {
    JournalEntry entry =
        new JournalEntry(
            JournalEntry.Kind.ACCOUNTS_BATCH,
            new WorkspaceId(1),
            Instant.parse("2026-01-05T10:02:00.123456789Z"),
            "r",
            null,
            null,
            null,
            new byte[0]);
    assertThat(Frames.read(group(List.of(entry))).getFirst().receivedAt())
        .isEqualTo(entry.receivedAt())
        .isEqualTo(Instant.parse("2026-01-05T10:02:00.123Z"));
  }

  @Test
  void read_cutAnywhere_isCorrupt() {
    byte[] group = group(SAMPLES);
    for (int length = 0; length < group.length; length++) {
      byte[] cut = Arrays.copyOf(group, length);
      assertThatThrownBy(() -> Frames.read(cut))
          .as("cut to %d bytes", length)
          .isInstanceOf(CorruptJournalException.class);
    }
  }

  @Test
  void read_longerThanWritten_isCorrupt() {
    byte[] group = group(SAMPLES);
    assertCorrupt(Arrays.copyOf(group, group.length + 1));
    assertCorrupt(sealed(Arrays.copyOf(group, group.length + 1)));
  }

  @Test
  void read_anyBitFlipped_isCorrupt() {
    byte[] group = group(SAMPLES);
    for (int bit = 0; bit < group.length * Byte.SIZE; bit++) {
      byte[] flipped = group.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThatThrownBy(() -> Frames.read(flipped))
          .as("bit %d flipped", bit)
          .isInstanceOf(CorruptJournalException.class);
    }
  }

  /** As if a program with a bug had written it: the checksum is right, the rest is not. */
  @Test
  void read_randomBytesUnderARightChecksum_isCorruptOrRead() {
    Random random = new Random(SEED);
    byte[] group = group(SAMPLES);
    for (int round = 0; round < 20_000; round++) {
      byte[] changed = group.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        changed[COUNT_AT + random.nextInt(changed.length - COUNT_AT)] = (byte) random.nextInt();
      }
      Throwable thrown = catchThrowable(() -> Frames.read(sealed(changed)));
      if (thrown != null) {
        assertThat(thrown)
            .as("seed %d, round %d", SEED, round)
            .isInstanceOf(CorruptJournalException.class);
      }
    }
  }

  @Test
  void read_countsAndLengthsOutOfRange_areCorruptAtOnce() {
    for (int number : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 4, 2}) {
      byte[] count = group(SAMPLES);
      ByteBuffer.wrap(count).putInt(COUNT_AT, number);
      assertCorrupt(sealed(count));
    }
    int requestIdAt = COUNT_AT + Integer.BYTES + 1 + Long.BYTES + Long.BYTES;
    for (int number : new int[] {-1, -2, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      byte[] length = group(SAMPLES);
      ByteBuffer.wrap(length).putInt(requestIdAt, number);
      assertCorrupt(sealed(length));
    }
  }

  @Test
  void read_versionOfALaterProgram_isCorrupt() {
    byte[] group = group(SAMPLES);
    group[0] = 2;
    assertCorrupt(sealed(group));
  }

  private static void assertCorrupt(byte[] group) {
    assertThatThrownBy(() -> Frames.read(group)).isInstanceOf(CorruptJournalException.class);
  }

  private static byte[] sealed(byte[] group) {
    CRC32C crc = new CRC32C();
    crc.update(group, COUNT_AT, group.length - COUNT_AT);
    ByteBuffer.wrap(group).putInt(CRC_AT, (int) crc.getValue());
    return group;
  }
}
