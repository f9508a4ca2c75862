package dev.gumleaf.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.demo.Expected;
import dev.gumleaf.demo.Month;
import dev.gumleaf.demo.Truth;
import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.RawClient;
import dev.gumleaf.testing.TestPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The demo through its command line and the server's own door. */
class DemoCommandTest {
  private static final Instant NOW = Instant.parse("2026-03-12T15:20:30Z");
  private static final int COMPANIES = 12;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path directory;

  private final Map<String, String> environment = new HashMap<>();

  private Path data() {
    return directory.resolve("data");
  }

  /** A run of the real program in this process, until it is asked to stop. */
  private final class Run implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("listens on (http://\\S+)");

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    private final StopSignal stop = new StopSignal();
    private final CompletableFuture<Integer> code;

    Run(String... more) {
      List<String> line =
          new ArrayList<>(List.of("demo", "--data", data().toString(), "--port", "0"));
      line.addAll(List.of(more));
      Program program =
          new Program(
                  new Wiring(), stop, InstantSource.fixed(NOW), environment, new StringReader(""))
              .withOutput(new PrintWriter(out, true), new PrintWriter(err, true));
      code = CompletableFuture.supplyAsync(() -> program.run(line.toArray(String[]::new)));
    }

    Run awaitReady() {
      Await.until(() -> code.isDone() || out.toString().contains("/visitors?limit=5"));
      assertThat(code).as(err.toString()).isNotDone();
      return this;
    }

    JsonNode get(String path) throws IOException {
      Matcher url = URL.matcher(out.toString());
      assertThat(url.find()).isTrue();
      try (RawClient client = RawClient.connect(URI.create(url.group(1)).getPort())) {
        RawClient.Reply reply =
            client
                .send(
                    """
                    GET /api/v1%s HTTP/1.1\r
                    Host: a\r
                    Authorization: Bearer %s\r
                    \r
                    """
                        .formatted(path, key("SK")))
                .reply();
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return JSON.readTree(reply.body());
      }
    }

    int await() {
      return code.join();
    }

    @Override
    public void close() {
      stop.hold(Duration.ofSeconds(20), new PrintWriter(err));
      code.join();
    }
  }

  private String key(String name) throws IOException {
    Matcher line =
        Pattern.compile("export " + name + "='([^']+)'")
            .matcher(Files.readString(data().resolve("demo-keys.sh")));
    assertThat(line.find()).isTrue();
    return line.group(1);
  }

  private Run demo() {
    return new Run("--companies", "" + COMPANIES);
  }

  private static Month month() {
    return Month.of(Month.SEED, COMPANIES, NOW);
  }

  @ParameterizedTest
  @EnumSource
  void demo_emptyPlace_showsWhatTheMonthSaysItSent(Engine engine) throws IOException {
    if (engine == Engine.POSTGRES) {
      environment.put("GUMLEAF_DATABASE_URL", TestPostgres.newDatabaseUrl());
    }
    try (Run demo = demo().awaitReady()) {
      for (Map.Entry<String, Expected> each : month().expected().entrySet()) {
        JsonNode account = demo.get("/accounts/" + each.getKey());
        assertThat(counts(account)).as(each.getKey()).isEqualTo(each.getValue());
      }
      JsonNode accounts = demo.get("/accounts?limit=100").get("items");
      assertThat(accounts).as("our own company is left out").hasSize(COMPANIES);
      String busiest = "/accounts/" + month().busiest();
      assertThat(demo.get(busiest + "/visitors?limit=100").get("items")).isNotEmpty();
      assertThat(demo.get(busiest + "/traits").toString()).contains("industry", "employees");
      assertThat(demo.get("/profiles?known=1").get("items")).isNotEmpty();
      assertThat(demo.get("/profile-merges").get("items")).isNotEmpty();
      assertThat(demo.get("/exclusions").get("items")).hasSize(2);
      assertThat(demo.get("/entries?fate=duplicate").get("items")).isNotEmpty();
      assertThat(formDomains(demo)).isNotEmpty();
      assertThat(demo.out.toString()).contains("100 %", "demo-keys.sh", "demo-truth.csv");
    }
    assertThat(Files.readString(data().resolve("demo-truth.csv")))
        .isEqualTo(Truth.csv(month().truths()));
    assertThat(Files.getPosixFilePermissions(data().resolve("demo-keys.sh")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  private static List<String> formDomains(Run demo) throws IOException {
    List<String> domains = new ArrayList<>();
    for (String domain : month().expected().keySet()) {
      if (!demo.get("/accounts/" + domain + "/form-submissions").get("items").isEmpty()) {
        domains.add(domain);
      }
    }
    return domains;
  }

  private static Expected counts(JsonNode account) {
    JsonNode counts = account.get("counts");
    return new Expected(
        counts.get("events").asLong(),
        counts.get("identifies").asLong(),
        counts.get("visitors").asLong(),
        counts.get("page_views").asLong(),
        counts.get("form_submissions").asLong(),
        counts.get("visitor_events").asLong(),
        Math.round(counts.get("focus_seconds").asDouble() * 1_000));
  }

  @Test
  void demo_secondStart_servesWithoutPlayingAgain() throws IOException {
    JsonNode first;
    try (Run demo = demo().awaitReady()) {
      first = demo.get("/accounts?limit=100");
    }
    try (Run again = new Run().awaitReady()) {
      assertThat(again.out.toString()).contains("is there already").doesNotContain("Playing");
      assertThat(again.get("/accounts?limit=100")).isEqualTo(first);
    }
  }

  @Test
  void demo_interrupted_isPlayedToItsEndByTheNextStart() throws IOException {
    environment.put("GUMLEAF_RATE_KEY_REQUESTS", "100");
    try (Run demo = demo()) {
      Await.until(() -> demo.out.toString().contains("10 %"));
    }
    environment.clear();
    assertThat(Files.readString(data().resolve("demo.properties"))).contains("played = false");
    try (Run again = new Run().awaitReady()) {
      String domain = month().busiest();
      assertThat(counts(again.get("/accounts/" + domain))).isEqualTo(month().expected(domain));
    }
  }

  @Test
  void demo_serverThatLimitsRequests_waitsAndLosesNothing() throws IOException {
    environment.put("GUMLEAF_RATE_KEY_REQUESTS", "300");
    try (Run demo = demo().awaitReady()) {
      String domain = month().busiest();
      assertThat(counts(demo.get("/accounts/" + domain))).isEqualTo(month().expected(domain));
    }
  }

  @Test
  void demo_dataOfSomethingElse_isRefused() throws IOException {
    Files.createDirectories(data());
    Files.writeString(data().resolve("journal.db"), "", UTF_8);
    try (Run demo = demo()) {
      assertThat(demo.await()).isEqualTo(1);
      assertThat(demo.err.toString()).contains("not a demo's", "--data ./demo-data");
    }
    assertThat(data().resolve("demo.properties")).doesNotExist();
  }

  @Test
  void demo_tooFewCompanies_isNotUnderstood() {
    CommandLineRun program = new CommandLineRun();
    assertThat(program.run("demo", "--companies", "3")).isEqualTo(2);
    assertThat(program.err()).contains("--companies has the value 3, expected 10 to 1000");
    assertThat(program.backend.calls).isEmpty();
  }
}
