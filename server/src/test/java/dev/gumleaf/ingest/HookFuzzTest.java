package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.NoUserAgent;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes, the readers of other products' messages give a batch that later steps can
 * use, or an {@code ApiException}.
 */
class HookFuzzTest {
  private static final long SEED = 21L;
  private static final int BODIES = 30_000;

  private static final List<String> MESSAGES =
      List.of(
          """
          {"batch":[{"type":"identify","messageId":"m1","anonymousId":"a1","userId":"u1",
            "timestamp":"2026-01-05T10:00:00.000Z","traits":{"email":"ana@northwind.test"}},
           {"type":"track","event":"E","userId":7,"properties":{"n":1,"profile_id":"p"}}]}
          """,
          """
          {"type":"page","name":"Home","anonymousId":"a1","sentAt":1767607200000,"context":{
            "ip":"198.51.100.7","userAgent":"M","library":{"name":"rudder"},"sessionId":1,
            "page":{"url":"https://www.northwind.test/a?b=c","path":"/a"},"traits":{"email":"x"}}}
          """,
          """
          [{"type":"group","groupId":"g","userId":"ana@northwind.test","traits":{
            "domain":"gmail.com","website":"https://northwind.test","group_id":1,"seats":2}},
           {"type":"alias","previousId":"old","userId":"ana@northwind.test"},
           {"type":"screen","anonymousId":"a","properties":{}},{"type":"none"},3]
          """);

  private static final List<String> VISITS =
      List.of(
          """
          {"LinkedIn URL":"https://www.linkedin.com/in/ana/?a=b","First Name":"Ana","Tags":"a, b",
           "Business Email":null,"Website":"https://northwind.test","Employee Count":51,"More":{},
           "Seen At":"2026-01-05T10:00:00.00+00.00","Captured URL":"https://northwind.test/a"}
          """,
          "[{\"Business Email\":\"ana@northwind.test\",\"Captured URL\":\"/\"},{},\"x\"]");

  private final Random random = new Random(SEED);
  private final Mutations mutations = new Mutations(random);
  private int read;
  private int refused;

  @Test
  void read_mutatedMessages_givesABatchOrAnApiException() {
    SegmentReader reader =
        new SegmentReader(IngestLimits.DEFAULT, new DomainReader(), NoUserAgent.MARK);
    check(MESSAGES, JournalEntry.Kind.SEGMENT, reader::read);
  }

  @Test
  void read_mutatedVisits_givesABatchOrAnApiException() {
    Rb2bReader reader = new Rb2bReader(IngestLimits.DEFAULT, NoUserAgent.MARK);
    check(VISITS, JournalEntry.Kind.RB2B, reader::read);
  }

  private void check(
      List<String> seeds, JournalEntry.Kind kind, Function<JournalEntry, VisitorBatch> reader) {
    for (int i = 0; i < BODIES; i++) {
      byte[] body = mutations.of(seeds.get(random.nextInt(seeds.size())).getBytes(UTF_8));
      try {
        use(reader.apply(entry(kind, body)));
        read++;
      } catch (ApiException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + SEED + ", body " + Arrays.toString(body), e);
      }
    }
    assertThat(read).as("bodies that were still readable, seed %d", SEED).isGreaterThan(3_000);
    assertThat(refused).as("bodies that were not, seed %d", SEED).isGreaterThan(3_000);
  }

  private static JournalEntry entry(JournalEntry.Kind kind, byte[] body) {
    return new JournalEntry(
        kind, new WorkspaceId(1), Instant.EPOCH, "r", null, "test/1", null, body);
  }

  /** Does with the slices what the pipeline does. */
  private static void use(VisitorBatch batch) {
    for (Call call : batch.calls()) {
      assertThat(CanonicalJson.ofVisit(call.body())).startsWith("{").endsWith("}");
      assertThat(CanonicalJson.ofVisitOthers(call.others()) == null)
          .isEqualTo(call.others().isEmpty());
      if (call instanceof Call.Identify identify) {
        assertThat(TraitsReader.readOfPerson(identify.body())).isNotNull();
        AccountTraits.read(identify.body())
            .ifPresent(traits -> assertThat(CanonicalJson.of(traits.traits())).startsWith("{"));
      }
    }
    batch.rejected().forEach(each -> assertThat(CanonicalJson.of(each.content())).isNotEmpty());
  }
}
