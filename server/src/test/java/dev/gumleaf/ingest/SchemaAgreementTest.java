package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.Rejected;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.StatedTrait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Compares the reader with a validator of the published schema, on the places of a body that each
 * refuses: single entries, or the body as a whole.
 */
class SchemaAgreementTest {
  private static final long SEED = 20260105L;
  private static final int BODIES = 20_000;
  private static final String WHOLE_BODY = "body";

  /** What no schema can know: which domains are companies' and which accounts there are. */
  private static final Set<ErrorCode> ACCOUNT_RULES =
      EnumSet.of(ErrorCode.BAD_DOMAIN, ErrorCode.FREE_MAIL_DOMAIN, ErrorCode.UNKNOWN_ACCOUNT);

  private final DomainReader domains = new DomainReader();
  private final Leniencies leniencies = new Leniencies();
  private int agreedValid;
  private int agreedRefused;
  private int accountRules;
  private int mistypedGroups;

  @Test
  void read_generatedBodies_agreesWithTheSchema() {
    Schema schema = schema(PublishedSchema.accountBatchRequest());

    List<String> differences = compare(schema, IngestLimits.DEFAULT, BODIES);

    assertThat(differences).as("seed %d", SEED).isEmpty();
    assertThat(agreedValid).as("bodies both accept").isGreaterThan(5_000);
    assertThat(agreedRefused).as("bodies both refuse something of").isGreaterThan(5_000);
    assertThat(accountRules).as("bodies with an account no schema can judge").isPositive();
    assertThat(mistypedGroups).as("group ids that can name no group").isPositive();
    assertThat(leniencies.counts())
        .as("each leniency was needed")
        .containsOnlyKeys(Leniencies.NULL_IS_ABSENT, Leniencies.WELL_KNOWN_TRAIT);
  }

  @Test
  void compare_schemaThatAsksLess_findsDifferences() {
    String lax =
        PublishedSchema.accountBatchRequest()
            .replace("\"required\": [\"type\", \"event\"]", "\"required\": [\"type\"]");

    assertThat(compare(schema(lax), IngestLimits.DEFAULT, 1_000)).isNotEmpty();
  }

  @Test
  void compare_schemaThatAsksMore_findsDifferences() {
    String strict =
        PublishedSchema.accountBatchRequest()
            .replace(
                "\"required\": [\"type\", \"event\"]",
                "\"required\": [\"type\", \"event\", \"message_id\"]");

    assertThat(compare(schema(strict), IngestLimits.DEFAULT, 1_000)).isNotEmpty();
  }

  @Test
  void compare_readerWithAnotherLimit_findsDifferences() {
    IngestLimits d = IngestLimits.DEFAULT;
    IngestLimits other =
        new IngestLimits(
            d.depthMax(),
            d.tokensMax(),
            d.entriesMax(),
            d.entryBytesMax(),
            d.nameCharsMax() - 1,
            d.stringCharsMax(),
            d.numberCharsMax(),
            d.membersMax(),
            d.messageIdCharsMax());

    assertThat(compare(schema(PublishedSchema.accountBatchRequest()), other, 1_000)).isNotEmpty();
  }

  private static Schema schema(String text) {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(config))
        .getSchema(text, InputFormat.JSON);
  }

  private List<String> compare(Schema schema, IngestLimits limits, int bodies) {
    AccountBatchReader reader = new AccountBatchReader(limits, domains);
    BodyGenerator generator = new BodyGenerator(SEED);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < bodies; i++) {
      ObjectNode body = i % 3 == 0 ? generator.valid() : generator.mutated();
      compare(schema, reader, body, differences);
    }
    return differences;
  }

  private void compare(
      Schema schema, AccountBatchReader reader, ObjectNode body, List<String> differences) {
    Set<String> bySchema = refused(schema, leniencies.apply(body));
    AccountBatch batch = reader.read(body.toString().getBytes(UTF_8), Source.SERVER);
    ApiException problem = batch.problem();
    if (problem != null && ACCOUNT_RULES.contains(problem.code())) {
      accountRules++;
      return;
    }
    Set<String> byReader = refused(batch);
    boolean agree = problem == null ? byReader.equals(bySchema) : bySchema.contains(WHOLE_BODY);
    if (!agree) {
      differences.add("schema " + bySchema + ", reader " + byReader + ": " + shortened(body));
      return;
    }
    batch.calls().forEach(call -> compareTraits(body, call, differences));
    if (bySchema.isEmpty()) {
      agreedValid++;
    } else {
      agreedRefused++;
    }
  }

  /** What the schema lets through or the reader is lenient about is kept, whatever its type. */
  private void compareTraits(ObjectNode body, Call call, List<String> differences) {
    if (call instanceof Call.Identify identify) {
      JsonNode sent = body.path("identifies").path(identify.index()).path("traits");
      Set<String> kept =
          TraitsReader.read(identify.body()).stream()
              .map(StatedTrait::spelling)
              .collect(Collectors.toSet());
      Set<String> expected = new TreeSet<>();
      sent.properties()
          .forEach(trait -> {
            if (!trait.getKey().equals("group_id") || trait.getValue().isContainerNode()) {
              expected.add(trait.getKey());
            }
          });
      mistypedGroups += sent.path("group_id").isContainerNode() ? 1 : 0;
      if (!kept.equals(expected)) {
        differences.add("sent " + expected + ", kept " + kept + ": " + shortened(body));
      }
    }
  }

  private static String shortened(ObjectNode body) {
    String text = body.toString();
    return text.substring(0, Math.min(text.length(), 600));
  }

  private static Set<String> refused(Schema schema, ObjectNode body) {
    Set<String> places = new TreeSet<>();
    for (com.networknt.schema.Error error : schema.validate(body.toString(), InputFormat.JSON)) {
      String[] steps = error.getInstanceLocation().toString().split("/", -1);
      boolean entry = steps.length > 2 && Set.of("identifies", "events").contains(steps[1]);
      places.add(entry ? steps[1] + "/" + steps[2] : WHOLE_BODY);
    }
    return places;
  }

  private static Set<String> refused(AccountBatch batch) {
    Set<String> places = new TreeSet<>();
    if (batch.problem() != null) {
      places.add(WHOLE_BODY);
    }
    for (Rejected entry : batch.rejected()) {
      String array = entry.kind() == CallKind.TRACK ? "events" : "identifies";
      places.add(array + "/" + entry.index());
    }
    return places;
  }
}
