package dev.gumleaf.address;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.maxmind.db.Reader;
import dev.gumleaf.testing.MmdbWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
        file = new MmdbFile(new Reader(new ByteArrayInputStream(bytes)));
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
    MmdbFile circle = new MmdbFile(new Reader(new ByteArrayInputStream(bytes)));
    assertThat(circle.find(addresses.getFirst())).isEmpty();
    Path file = Files.write(directory.resolve("circle.mmdb"), bytes);
    assertThatThrownBy(() -> MmdbFile.open(file)).isInstanceOf(FileProblem.class);
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
