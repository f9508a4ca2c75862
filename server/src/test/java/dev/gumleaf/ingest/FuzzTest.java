package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.ingest.ContractBodies.Case;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes, the reader gives a batch that later steps can use, or an {@code
 * ApiException}.
 */
class FuzzTest {
  private static final long SEED = 8L;
  private static final int BODIES = 50_000;
  private static final byte[] TELLING = "{}[]\",:\\0u19-+.eE \n\t\0tfn\ufeff".getBytes(UTF_8);

  private final AccountBatchReader reader =
      new AccountBatchReader(IngestLimits.DEFAULT, new DomainReader());
  private final Random random = new Random(SEED);
  private int read;
  private int refused;

  @Test
  void read_mutatedBytes_givesABatchOrAnApiException() {
    List<byte[]> seeds =
        ContractBodies.cases().stream()
            .map(Case::body)
            .filter(name -> !name.startsWith("recipe"))
            .map(ContractBodies::body)
            .toList();
    for (int i = 0; i < BODIES; i++) {
      check(mutated(seeds.get(random.nextInt(seeds.size()))));
    }
    assertThat(read).as("bodies that were still readable, seed %d", SEED).isGreaterThan(5_000);
    assertThat(refused).as("bodies that were not, seed %d", SEED).isGreaterThan(5_000);
  }

  private void check(byte[] body) {
    try {
      use(reader.read(body, Source.SERVER));
      read++;
    } catch (ApiException e) {
      refused++;
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + SEED + ", body " + Arrays.toString(body), e);
    }
  }

  /** Does with the slices what the pipeline does. */
  private static void use(AccountBatch batch) {
    for (Call call : batch.calls()) {
      String canonical = CanonicalJson.of(call.body());
      assertThat(canonical).startsWith("{").endsWith("}");
      assertThat(TraitsReader.read(call.body())).isNotNull();
      assertThat(CanonicalJson.ofOthers(call.others()) == null).isEqualTo(call.others().isEmpty());
    }
    batch.rejected().forEach(entry -> assertIsValue(entry.content()));
  }

  private static void assertIsValue(RawJson content) {
    assertThat(CanonicalJson.of(content)).isNotEmpty();
  }

  private byte[] mutated(byte[] seed) {
    byte[] body = seed.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      body = mutatedOnce(body);
    }
    return body;
  }

  private byte[] mutatedOnce(byte[] body) {
    int at = random.nextInt(body.length + 1);
    int to = Math.min(body.length, at + 1 + random.nextInt(8));
    return switch (random.nextInt(6)) {
      case 0 -> joined(body, at, new byte[] {telling()}, at);
      case 1 -> joined(body, at, new byte[] {(byte) random.nextInt()}, at);
      case 2 -> joined(body, at, new byte[0], to);
      case 3 -> joined(body, at, new byte[] {telling()}, to);
      case 4 -> joined(body, at, Arrays.copyOfRange(body, at, to), at);
      default -> at == body.length ? body : flipped(body, at);
    };
  }

  private byte telling() {
    return TELLING[random.nextInt(TELLING.length)];
  }

  private byte[] flipped(byte[] body, int at) {
    byte[] flipped = body.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private static byte[] joined(byte[] body, int end, byte[] middle, int start) {
    byte[] joined = new byte[end + middle.length + body.length - start];
    System.arraycopy(body, 0, joined, 0, end);
    System.arraycopy(middle, 0, joined, end, middle.length);
    System.arraycopy(body, start, joined, end + middle.length, body.length - start);
    return joined;
  }
}
