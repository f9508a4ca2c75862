package dev.gumleaf.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.ingest.AccountBatch;
import dev.gumleaf.ingest.AccountBatchReader;
import dev.gumleaf.ingest.CanonicalJson;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.IngestLimits;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitSet;
import dev.gumleaf.model.TraitValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The work on a body that both the handler and the pipeline do, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
  private final AccountBatchReader reader =
      new AccountBatchReader(IngestLimits.DEFAULT, new DomainReader());
  private final byte[] one = body(Shape.ONE);
  private final byte[] thirty = body(Shape.THIRTY);
  private final RawJson properties = json("{\"seats\":12,\"plan\":\"team\",\"note\":\"nnnnnnnn\"}");
  private final TraitSet traits = TraitSet.EMPTY.merge(traits(0));
  private final List<Trait> newer = traits(1);

  /** A body of one event to records. */
  @Benchmark
  public AccountBatch readOne() {
    return reader.read(one, Source.SERVER);
  }

  /** A body of thirty events to records. */
  @Benchmark
  public AccountBatch readThirty() {
    return reader.read(thirty, Source.SERVER);
  }

  /** Three members, out of order, to their canonical text. */
  @Benchmark
  public String canonicalJson() {
    return CanonicalJson.of(properties);
  }

  /** Ten newer traits into ten. */
  @Benchmark
  public TraitSet mergeTraits() {
    return traits.merge(newer);
  }

  private static RawJson json(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new RawJson(bytes, 0, bytes.length);
  }

  private static List<Trait> traits(int second) {
    List<Trait> traits = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String name = "trait_" + i;
      traits.add(
          new Trait(
              new TraitName(name),
              name,
              new TraitValue.Text("value " + second),
              Source.SERVER,
              Instant.ofEpochSecond(second)));
    }
    return traits;
  }

  private static byte[] body(Shape shape) {
    Requests requests = new Requests(shape, new Options(Map.of()), 1);
    ByteBuffer buffer = ByteBuffer.allocate(requests.length());
    requests.write(buffer);
    String text = new String(buffer.array(), 0, buffer.limit(), UTF_8);
    return Arrays.copyOfRange(buffer.array(), text.indexOf("\r\n\r\n") + 4, buffer.limit());
  }
}
