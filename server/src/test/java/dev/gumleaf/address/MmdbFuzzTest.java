package dev.gumleaf.address;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.maxmind.db.Reader;
import com.sun.management.ThreadMXBean;
import dev.gumleaf.testing.MmdbWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the bytes of a database: opening it says no, or look-ups give something. */
class MmdbFuzzTest {
  private static final long SEED = 5L;
  private static final int FILES = 8_000;
  private static final int PROBED = 1_000;

  /** Of {@link #withValue}, from where pointers count. */
  private static final int VALUE_AT = 8;

  @TempDir Path directory;
  private final Random random = new Random(SEED);
  private final List<InetAddress> addresses =
      List.of(
          InetAddress.ofLiteral("203.0.113.7"),
          InetAddress.ofLiteral("198.51.100.9"),
          InetAddress.ofLiteral("2001:db8::1"),
          InetAddress.ofLiteral("8.8.8.8"));

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void find_mutatedBytes_neverThrows() {
    int opened = 0;
    int found = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] bytes = mutated();
      MmdbFile file;
      try {
        file = inMemory(bytes);
      } catch (IOException | RuntimeException | StackOverflowError refused) {
        // The reader may throw what it likes here: MmdbFile.open tells all of it alike.
        continue;
      }
      opened++;
      for (InetAddress address : addresses) {
        found += use(file, address) ? 1 : 0;
      }
    }
    assertThat(opened).as("databases that opened, seed %d", SEED).isGreaterThan(FILES / 4);
    assertThat(found).as("records that were found, seed %d", SEED).isGreaterThan(FILES / 4);
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void open_mutatedBytes_refusesOrGivesAUsableFile() throws IOException {
    int opened = 0;
    int refused = 0;
    for (int i = 0; i < PROBED; i++) {
      Path file = Files.write(directory.resolve("some.mmdb"), mutated());
      try {
        MmdbFile some = MmdbFile.open(file);
        addresses.forEach(address -> use(some, address));
        opened++;
      } catch (FileProblem problem) {
        refused++;
      }
    }
    assertThat(opened).as("databases that opened, seed %d", SEED).isGreaterThan(PROBED / 20);
    assertThat(refused).as("databases that did not, seed %d", SEED).isGreaterThan(PROBED / 20);
  }

  @Test
  void find_pointerToItself_givesNothing() throws IOException {
    byte[] bytes = new MmdbWriter().with("203.0.113.0/24", Map.of("domain", "acme.test")).bytes();
    int record = new String(bytes, ISO_8859_1).indexOf("domain") - 2;
    bytes[record] = 0x20;
    bytes[record + 1] = 0;
    MmdbFile circle = inMemory(bytes);
    assertThat(circle.find(addresses.getFirst())).isEmpty();
    Path file = Files.write(directory.resolve("circle.mmdb"), bytes);
    assertThatThrownBy(() -> MmdbFile.open(file)).isInstanceOf(FileProblem.class);
  }

  /** Lists that claim to have 16 million values each, inside each other. */
  @Test
  void open_listsThatClaimMillions_takesNoRoomForThem() throws IOException {
    ByteBuffer lists = ByteBuffer.allocate(40);
    while (lists.hasRemaining()) {
      lists.put(new byte[] {0x1f, 4, -1, -1, -1});
    }
    byte[] bytes = withValue(lists.array());
    Path file = Files.write(directory.resolve("lists.mmdb"), bytes);
    MmdbFile opened = inMemory(bytes);
    long before = allocated();
    assertThatThrownBy(() -> MmdbFile.open(file)).isInstanceOf(FileProblem.class);
    assertThat(opened.find(addresses.getFirst())).isEmpty();
    assertThat(allocated() - before).isLessThan(16L << 20);
  }

  /** The same in what the reader reads before it can be asked anything. */
  @Test
  void open_metadataThatClaimsMillions_takesNoRoomForThem() throws IOException {
    byte[] bytes = database();
    int languages = new String(bytes, ISO_8859_1).indexOf("languages") + "languages".length();
    System.arraycopy(new byte[] {0x1f, 4, -1, -1, -1}, 0, bytes, languages, 5);
    Path file = Files.write(directory.resolve("metadata.mmdb"), bytes);
    long before = allocated();
    assertThatThrownBy(() -> MmdbFile.open(file)).isInstanceOf(FileProblem.class);
    assertThat(allocated() - before).isLessThan(16L << 20);
  }

  /** Lists of 28 pointers to the next list each: 28 * 28 * 28 * 28 values in 250 bytes. */
  @Test
  void find_pointersThatMultiply_givesNothing() throws IOException {
    ByteBuffer lists = ByteBuffer.allocate(4 * 58 + 2);
    for (int next = VALUE_AT + 58; next <= VALUE_AT + 4 * 58; next += 58) {
      lists.put(new byte[] {28, 4});
      for (int i = 0; i < 28; i++) {
        lists.put(new byte[] {0x20, (byte) next});
      }
    }
    byte[] bytes = withValue(lists.put(new byte[] {0x41, 'x'}).array());
    assertThat(inMemory(bytes).find(addresses.getFirst())).isEmpty();
    Path file = Files.write(directory.resolve("pointers.mmdb"), bytes);
    assertThatThrownBy(() -> MmdbFile.open(file)).isInstanceOf(FileProblem.class);
  }

  @Test
  void find_recordOfManyValues_givesNothingAndOneOfFewerIsRead() {
    assertThat(manyValues(20_000)).isEmpty();
    assertThat(manyValues(10_000)).hasSize(2);
  }

  private Map<?, ?> manyValues(int values) {
    Map<String, Object> record =
        Map.of("domain", "acme.test", "many", Collections.nCopies(values, true));
    byte[] bytes = new MmdbWriter().with("203.0.113.0/24", record).bytes();
    try {
      return inMemory(bytes).find(addresses.getFirst());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A database with one record with one field, the value of which is as it is. */
  private static byte[] withValue(byte[] value) {
    byte[] bytes =
        new MmdbWriter().with("203.0.113.0/24", Map.of("domain", "x".repeat(250))).bytes();
    int at = new String(bytes, ISO_8859_1).indexOf("xxx") - 2;
    System.arraycopy(value, 0, bytes, at, value.length);
    return bytes;
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static MmdbFile inMemory(byte[] bytes) throws IOException {
    return new MmdbFile(new Reader(new ByteArrayInputStream(bytes)), MemorySegment.ofArray(bytes));
  }

  private static boolean use(MmdbFile file, InetAddress address) {
    try {
      Map<?, ?> record = file.find(address);
      for (AddressFile kind : AddressFile.DATABASES) {
        assertThat(RecordReader.read(kind, record)).isNotNull();
      }
      return !record.isEmpty();
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + SEED, e);
    }
  }

  private byte[] mutated() {
    byte[] bytes = database();
    int mutations = 1 + random.nextInt(4);
    for (int i = 0; i < mutations; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> Arrays.fill(bytes, at, Math.min(at + random.nextInt(8), bytes.length), (byte) -1);
        case 3 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        // A pointer, which may well lead in a circle.
        case 4 -> bytes[at] = (byte) 0x20;
        default -> System.arraycopy(bytes, 0, bytes, at, Math.min(at, bytes.length - at));
      }
    }
    return bytes;
  }

  private byte[] database() {
    Map<String, Object> record = new HashMap<>();
    record.put("traits", Map.of("domain", "acme.test", "user_type", "business"));
    record.put("subdivisions", List.of(Map.of("iso_code", "ENG"), Map.of()));
    record.put("location", Map.of("latitude", 51.5, "accuracy_radius", 5));
    record.put("city", Map.of("names", Map.of("en", "Bristol", "xx", "x".repeat(300))));
    return new MmdbWriter(6, List.of(24, 28, 32).get(random.nextInt(3)))
        .with("203.0.0.0/16", Map.of("domain", "wide.test"))
        .with("203.0.113.0/24", record)
        .with("2001:db8::/32", record)
        .bytes();
  }
}
