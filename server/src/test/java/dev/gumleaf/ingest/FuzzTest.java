package dev.gumleaf.ingest;

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

  private final AccountBatchReader reader =
      new AccountBatchReader(IngestLimits.DEFAULT, new DomainReader());
  private final Random random = new Random(SEED);
  private final Mutations mutations = new Mutations(random);
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
      check(mutations.of(seeds.get(random.nextInt(seeds.size()))));
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
}
