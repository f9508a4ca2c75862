package dev.gumleaf.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.config.Settings;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.RawClient.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is told to drop what comes without a User-Agent. */
class NoUserAgentTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String BODY =
      """
      {"domain":"northwind.test","identifies":[{"type":"identify","message_id":"i-1"}],"events":[
        {"type":"track","event":"Signed Up","message_id":"w-1","properties":{"n":1}},
        {"type":"track","message_id":"w-2"}]}
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void batch_withoutUserAgent_isDroppedAloudAndFoundAgain(Engine engine) {
    Settings settings =
        WiredServer.settings(engine, directory, Map.of("ingest.no-user-agent", "drop"));
    try (WiredServer server = WiredServer.start(settings)) {
      Reply reply = server.send(batch("", "?results=1", BODY));
      assertThat(reply.status()).isEqualTo(200);
      JsonNode receipt = json(reply);
      assertThat(receipt.get("dropped").asText()).isEqualTo("no_user_agent");
      assertThat(receipt.get("accepted").toString()).isEqualTo("{\"identifies\":0,\"events\":0}");
      assertThat(receipt.get("rejected").findValuesAsText("code"))
          .containsExactly("no_user_agent", "no_user_agent", "no_user_agent");
      assertThat(receipt.get("results").findValuesAsText("status"))
          .containsExactly("rejected", "rejected", "rejected");
      assertThat(receipt.has("marks")).isFalse();

      server.awaitApplied();
      JsonNode found = json(server.get("/api/v1/entries/w-1")).get("items");
      assertThat(found).hasSize(1);
      assertThat(found.get(0).get("fate").asText()).isEqualTo("rejected");
      assertThat(found.get(0).get("reason").asText()).isEqualTo("no_user_agent");
      assertThat(found.get(0).get("content").asText()).contains("Signed Up", "\"n\":1");
      assertThat(json(server.get("/api/v1/entries?fate=rejected")).get("items")).hasSize(3);
      assertThat(server.get("/api/v1/accounts/northwind.test").status()).isEqualTo(404);
      assertThat(server.get("/metrics").body())
          .contains(
              "gumleaf_entries_rejected_total{kind=\"event\",reason=\"no_user_agent\"} 2.0",
              "gumleaf_entries_rejected_total{kind=\"identify\",reason=\"no_user_agent\"} 1.0",
              "gumleaf_entries_derived_total{kind=\"event\",result=\"rejected\"} 2.0",
              "gumleaf_requests_journaled_total 1.0")
          .doesNotContain("gumleaf_entries_accepted_total{");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"account_id\":\"acct_nobody\",\"events\":[]}",
        "{\"domain\":\"localhost\",\"events\":[]}",
        "{\"domain\":\"northwind.test\"}",
        "{}"
      })
  void batch_whateverItHolds_isDroppedBeforeAnyOfItIsLookedAt(String body) {
    try (WiredServer server = WiredServer.start(dropping())) {
      Reply reply = server.send(batch("User-Agent: \r\n", "", body));
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).contains("\"dropped\":\"no_user_agent\"", "\"rejected\":[]");
      server.awaitApplied();
      assertThat(json(server.get("/api/v1/accounts")).get("items")).isEmpty();
    }
  }

  @Test
  void batch_withUserAgentOrUnreadable_isTreatedAsEver() {
    try (WiredServer server = WiredServer.start(dropping())) {
      Reply named = server.send(batch("User-Agent: a\r\n", "?results=1", BODY));
      assertThat(named.body())
          .contains("\"accepted\":{\"identifies\":1,\"events\":1}")
          .doesNotContain("dropped");
      assertThat(server.send(batch("", "", "{")).status()).isEqualTo(400);
    }
  }

  private Settings dropping() {
    return WiredServer.settings(Engine.SQLITE, directory, Map.of("ingest.no-user-agent", "drop"));
  }

  private static String batch(String headers, String query, String body) {
    return "POST /web/projects/"
        + WiredServer.PUBLIC_KEY
        + "/accounts/batch"
        + query
        + " HTTP/1.1\r\nHost: a\r\n"
        + headers
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static JsonNode json(Reply reply) {
    try {
      return JSON.readTree(reply.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + reply.body(), e);
    }
  }
}
