package dev.gumleaf.api;

import static dev.gumleaf.testing.TestServer.json;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IngestApiTest {
  private static final String EVENT =
      """
      {"domain":"northwind.test","events":[{"type":"track","event":"Signed Up","message_id":"w-1",
        "properties":{"n":%d},"sent_at":"2026-01-05T10:02:00Z"}]}
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void batch_sameEventAHundredTimesOverSixteenConnections_countsOnce(Engine engine)
      throws InterruptedException {
    try (TestServer server = TestServer.start(engine, directory)) {
      Queue<String> statuses = new ConcurrentLinkedQueue<>();
      List<Thread> clients = new ArrayList<>();
      for (int client = 0; client < 16; client++) {
        int share = client < 4 ? 7 : 6;
        clients.add(
            Thread.ofVirtual()
                .start(() -> {
                  for (int i = 0; i < share; i++) {
                    statuses.add(result(server.batch(EVENT.formatted(1))));
                  }
                }));
      }
      for (Thread client : clients) {
        client.join();
      }
      assertThat(statuses).hasSize(100).containsOnlyOnce("stored");
      assertThat(statuses.stream().filter("duplicate"::equals)).hasSize(99);
      JsonNode account = json(server.get("/api/v1/accounts/northwind.test"));
      assertThat(account.get("counts").get("events").asInt()).isEqualTo(1);
      assertThat(json(server.get("/api/v1/accounts/northwind.test/events")).get("items"))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void batch_sameIdWithOtherContent_isAConflictThatCanBeFound(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      assertThat(result(server.batch(EVENT.formatted(1)))).isEqualTo("stored");
      assertThat(result(server.batch(EVENT.formatted(2)))).isEqualTo("conflict");
      JsonNode story = json(server.get("/api/v1/entries/w-1")).get("items");
      assertThat(story.findValuesAsText("fate")).containsExactly("stored", "conflict");
      assertThat(story.get(1).get("content").asText()).isEqualTo("{\"n\":2}");
      assertThat(json(server.get("/api/v1/entries?fate=conflict")).get("items")).hasSize(1);
    }
  }

  @Test
  void batch_oneGoodAndThreeBadEntries_keepsTheGoodOneAndNamesThreeReasons() {
    try (TestServer server = TestServer.start(directory)) {
      HttpResponse<String> reply =
          server.batch(
              """
              {"domain":"northwind.test","events":[
                {"type":"track","event":"Good","message_id":"m-1"},
                {"type":"track","message_id":"m-2"},
                {"type":"page","event":"Wrong","message_id":"m-3"},
                {"type":"track","event":"Late","message_id":"m-4","sent_at":"yesterday"}]}
              """);
      assertThat(reply.statusCode()).isEqualTo(200);
      assertThat(json(reply).get("accepted").get("events").asInt()).isEqualTo(1);
      assertThat(json(reply).get("rejected").findValuesAsText("code"))
          .containsExactly("missing_event", "wrong_type", "bad_sent_at");
      JsonNode rejected = json(server.get("/api/v1/entries/m-3")).get("items").get(0);
      assertThat(rejected.get("fate").asText()).isEqualTo("rejected");
      assertThat(rejected.get("reason").asText()).isEqualTo("wrong_type");
    }
  }

  @Test
  void batch_nothingUsable_is400AndStillFoundByMessageId() {
    try (TestServer server = TestServer.start(directory)) {
      HttpResponse<String> reply =
          server.batch(
              """
              {"domain":"gmail.com","events":[{"type":"track","event":"E","message_id":"m-9"}]}
              """);
      assertThat(reply.statusCode()).isEqualTo(400);
      assertThat(json(reply).get("code").asText()).isEqualTo("free_mail_domain");
      assertThat(json(reply).get("rejected")).hasSize(1);
      assertThat(eventually(server, "/api/v1/entries/m-9").get("reason").asText())
          .isEqualTo("free_mail_domain");
    }
  }

  private static JsonNode eventually(TestServer server, String path) {
    for (int tries = 0; tries < 200; tries++) {
      HttpResponse<String> reply = server.get(path);
      if (reply.statusCode() == 200
          && !json(reply).get("items").findValuesAsText("fate").contains("pending")) {
        return json(reply).get("items").get(0);
      }
      Thread.onSpinWait();
      server.batch("{\"domain\":\"wait.test\",\"identifies\":[{\"type\":\"identify\"}]}");
    }
    throw new AssertionError(path + " did not appear");
  }

  @Test
  void batch_wholeRequestErrors_haveTheirStatusCodeAndId() {
    try (TestServer server = TestServer.start(directory)) {
      assertError(server.batch("{\"events\":[]}"), 400, "missing_account");
      assertError(server.batch("{\"domain\":\"a.test\","), 400, "malformed_json");
      assertThat(json(server.batch("{\"domain\":\"a.test\",")).get("detail").asText())
          .containsPattern("\\d+");
      assertError(server.batch("[]"), 400, "not_an_object");
      assertError(server.batch("pk_nobody", "{}"), 401, "unknown_key");
      assertError(server.batch("[".repeat(100_000)), 400, "too_deep");
      assertError(server.batch(" ".repeat(2 << 20)), 413, "payload_too_large");
      assertError(
          server.batch("{\"account_id\":\"acct_x\",\"identifies\":[{\"type\":\"identify\"}]}"),
          404,
          "unknown_account");
    }
  }

  @Test
  void batch_accountIdAndDomainOfOthers_is409() {
    try (TestServer server = TestServer.start(directory)) {
      server.batch(EVENT.formatted(1));
      String id = json(server.get("/api/v1/accounts/northwind.test")).get("account_id").asText();
      String body =
          """
          {"account_id":"%s","domain":"%s","identifies":[{"type":"identify","traits":{"a":1}}]}
          """;
      assertError(server.batch(body.formatted(id, "else.test")), 409, "account_contradiction");
      assertThat(result(server.batch(body.formatted(id, "northwind.test")))).isEqualTo("stored");
    }
  }

  @Test
  void auth_activeUnknownAndSecretKey_isAnswered() {
    try (TestServer server = TestServer.start(directory)) {
      assertThat(auth(server, TestServer.PUBLIC_KEY).statusCode()).isEqualTo(204);
      assertError(auth(server, "pk_nobody"), 401, "unknown_key");
      assertError(auth(server, "sk_nobody"), 400, "secret_key_in_url");
      assertThat(server.get("/api/v1/accounts").statusCode()).isEqualTo(200);
      assertError(auth(server, TestServer.SECRET_KEY), 400, "secret_key_in_url");
      int status = 200;
      for (int tries = 0; tries < 500 && status == 200; tries++) {
        status = server.get("/api/v1/accounts").statusCode();
      }
      assertThat(status)
          .as("the key that was shown to the world does not read any more")
          .isEqualTo(401);
    }
  }

  private static HttpResponse<String> auth(TestServer server, String key) {
    return server.send(server.request("/web/projects/" + key + "/auth"));
  }

  @Test
  void ingest_anyOrigin_mayCallAndReadEvenErrors() {
    try (TestServer server = TestServer.start(directory)) {
      HttpResponse<String> preflight =
          server.send(
              server
                  .request("/web/projects/pk_first/accounts/batch")
                  .method("OPTIONS", BodyPublishers.noBody()));
      assertThat(preflight.statusCode()).isEqualTo(204);
      assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
          .hasValueSatisfying(methods -> assertThat(methods).contains("POST"));
      assertThat(
              server.batch("pk_nobody", "{}").headers().firstValue("Access-Control-Allow-Origin"))
          .contains("*");
      assertThat(server.get("/api/v1/accounts").headers().firstValue("Access-Control-Allow-Origin"))
          .isEmpty();
    }
  }

  @Test
  void batch_withoutUserAgent_isMarkedAndOffTheList() throws Exception {
    try (TestServer server = TestServer.start(directory);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String body = EVENT.formatted(1);
      socket
          .getOutputStream()
          .write(
              """
              POST /web/projects/pk_first/accounts/batch?results=1 HTTP/1.1\r
              Host: localhost\r
              Content-Length: %d\r
              Connection: close\r
              \r
              %s\
              """
                  .formatted(body.length(), body)
                  .getBytes(US_ASCII));
      String reply = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(reply).contains("200 OK").contains("\"marks\":[\"no_user_agent\"]");
      String events = "/api/v1/accounts/northwind.test/events";
      assertThat(json(server.get(events)).get("items")).isEmpty();
      assertThat(json(server.get(events + "?marked=1")).get("items")).hasSize(1);
      assertThat(json(server.get("/api/v1/accounts")).get("items")).isEmpty();
    }
  }

  private static String result(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return json(reply).get("results").get(0).get("status").asText();
  }

  static void assertError(HttpResponse<String> reply, int status, String code) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    JsonNode error = json(reply);
    assertThat(error.get("code").asText()).isEqualTo(code);
    assertThat(error.get("status").asInt()).isEqualTo(status);
    assertThat(error.get("error").asText()).isEqualTo(error.get("detail").asText());
    assertThat(error.get("instance").asText())
        .isEqualTo(reply.headers().firstValue("X-Request-Id").orElseThrow());
  }
}
