package dev.gumleaf.api;

import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PendingEntryTest {
  private static final String BATCH =
      """
      {"domain":"acme.test","events":[{"type":"track","event":"E","message_id":"m-good"},
        {"type":"track","message_id":"m-bad"}]}
      """;
  private static final String USELESS =
      """
      {"domain":"gmail.com","events":[{"type":"track","event":"E","message_id":"m-mail"}]}
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void entry_pipelineIsBehind_isPendingWhateverWillBecomeOfIt(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      server
          .database()
          .write(tx -> {
            long held = new Derivation(tx).lockPosition();
            assertThat(send(server, BATCH)).isEqualTo(200);
            assertThat(send(server, USELESS)).isEqualTo(400);
            assertThat(fates(server, "m-good")).isEqualTo("[\"pending\"]");
            assertThat(fates(server, "m-bad")).isEqualTo("[\"pending\"]");
            assertThat(fates(server, "m-mail")).isEqualTo("[\"pending\"]");
            return held;
          });
      server.batch(BATCH);
      assertThat(fates(server, "m-good")).isEqualTo("[\"stored\",\"duplicate\"]");
      assertThat(fates(server, "m-bad")).isEqualTo("[\"rejected\",\"rejected\"]");
      assertThat(fates(server, "m-mail")).isEqualTo("[\"rejected\"]");
    }
  }

  private static int send(TestServer server, String body) {
    return server
        .send(
            server
                .request("/web/projects/pk_first/accounts/batch")
                .POST(BodyPublishers.ofString(body)))
        .statusCode();
  }

  private static String fates(TestServer server, String messageId) {
    JsonNode items = json(server.get("/api/v1/entries/" + messageId)).path("items");
    return items.findValues("fate").toString().replace(" ", "");
  }
}
