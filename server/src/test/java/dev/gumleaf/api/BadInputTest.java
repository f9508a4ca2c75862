package dev.gumleaf.api;

import static dev.gumleaf.api.IngestApiTest.assertError;
import static dev.gumleaf.testing.TestServer.json;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the read and admin API cannot use is named in a 400, on both engines, and never a 500. */
class BadInputTest {
  private static final String ACCOUNT = "/api/v1/accounts/acme.test";
  private static final String BATCH =
      """
      {"domain":"%s","events":[{"type":"track","event":"E","message_id":"m-1"},
         {"type":"track","event":"E","message_id":"m-2"}, {"type":"track"}, {"type":"track"}],
       "identifies":[{"type":"identify","traits":{"a":1}}]}
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void query_textNoStoreCanHold_isNamed(Engine engine) {
    try (TestServer server = start(engine)) {
      for (String path :
          List.of(
              "/api/v1/accounts?q=a%00",
              "/api/v1/accounts?cursor=%00",
              ACCOUNT + "/events?name=%00",
              ACCOUNT + "/events?since=%00",
              ACCOUNT + "/traits?name=%00",
              ACCOUNT + "/traits?group_id=%00",
              "/api/v1/entries?reason=%00",
              "/api/v1/entries?fate=%00")) {
        assertBad(server, path, "U+0000");
      }
      assertError(server.get("/api/v1/entries/%00"), 400, "bad_request");
      assertError(server.get("/api/v1/accounts/acme.test%00"), 400, "bad_request");
      assertError(server.get("/api/v1/accounts/acct_%00"), 400, "bad_request");
    }
  }

  @ParameterizedTest
  @EnumSource
  void body_textNoStoreCanHold_isNamed(Engine engine) {
    try (TestServer server = start(engine)) {
      for (String text : List.of("a\\u0000", "\\ud800", "\\udc00a")) {
        assertBad(server, "POST", "/api/v1/public-keys", "{\"label\":\"%s\"}", text);
        assertBad(server, "POST", "/api/v1/public-keys", "{\"key\":\"%s\"}", text);
        assertBad(server, "POST", "/api/v1/secret-keys", "{\"label\":\"%s\"}", text);
        assertBad(server, "PATCH", "/api/v1/public-keys/1", "{\"label\":\"%s\"}", text);
        assertBad(server, "POST", ACCOUNT + "/merges", "{\"from\":\"acct_%s\"}", text);
        assertBad(server, "POST", ACCOUNT + "/domains", "{\"domain\":\"%s\"}", text);
        assertBad(
            server,
            "POST",
            ACCOUNT + "/domains",
            "{\"domain\":\"b.test\",\"reason\":\"%s\"}",
            text);
      }
    }
  }

  private static void assertBad(
      TestServer server, String method, String path, String body, String text) {
    assertError(server.admin(method, path, body.formatted(text)), 400, "bad_parameter");
  }

  @ParameterizedTest
  @EnumSource
  void time_noClockShows_isNamed(Engine engine) {
    try (TestServer server = start(engine)) {
      for (String time :
          List.of(
              "%2B999999999-12-31T23:59:59Z",
              "-999999999-01-01T00:00:00Z",
              "%2B10000-01-01T00:00:00Z",
              "-0001-01-01T00:00:00Z",
              "2026-02-30T00:00:00Z",
              "yesterday")) {
        assertBad(server, ACCOUNT + "/events?since=" + time, "since is a time");
        assertBad(server, ACCOUNT + "/events?until=" + time, "until is a time");
        assertBad(server, ACCOUNT + "/traits?history=1&until=" + time, "until is a time");
        assertBad(server, ACCOUNT + "/traits?until=" + time, "until is a time");
      }
      String all = "?since=0000-01-01T00:00:00Z&until=9999-12-31T23:59:59Z";
      assertThat(json(server.get(ACCOUNT + "/events" + all)).get("items")).hasSize(2);
    }
  }

  @Test
  void limit_beyondAnInt_isNamed() {
    try (TestServer server = start(Engine.SQLITE)) {
      for (String limit : List.of("4294967297", "-4294967295", "0", "501", "1e1", "")) {
        assertBad(server, "/api/v1/accounts?limit=" + limit, "limit is");
      }
      assertThat(json(server.get("/api/v1/entries?limit=1")).get("items")).hasSize(1);
    }
  }

  @Test
  void parameter_unknownOrTwice_isNamedOnEveryEndpointWithASecretKey() {
    try (TestServer server = start(Engine.SQLITE)) {
      for (var entry : server.endpoints()) {
        if (entry.template().startsWith("/api/v1/")) {
          String path =
              entry.template().replace("{id}", "1").replaceAll("\\{[a-z_]+}", "acme.test");
          String method = entry.method().name();
          assertError(server.admin(method, path + "?nonsense=1", "{}"), 400, "bad_parameter");
        }
      }
      assertBad(server, "/api/v1/accounts?limit=1&limit=2", "limit is given more than once");
      assertBad(server, "/api/v1/accounts?q=a&q=a", "q is given more than once");
    }
  }

  @Test
  void parameter_unknownOrTwice_isIgnoredWhereProbesAndBrowsersAddTheirOwn() {
    try (TestServer server = start(Engine.SQLITE)) {
      for (String path :
          List.of("/api", "/api/openapi.yaml", "/livez", "/readyz", "/metrics", "/")) {
        assertThat(server.get(path + "?utm_source=a&utm_source=%00").statusCode())
            .as(path)
            .isLessThan(400);
      }
    }
  }

  @Test
  void query_brokenEscape_isABadRequestEverywhere() throws IOException {
    try (TestServer server = start(Engine.SQLITE)) {
      for (String target :
          List.of(
              "GET /api/v1/accounts?q=%zz",
              "GET /livez?%", "POST /web/projects/pk_first/accounts/batch?a=%f")) {
        assertThat(raw(server, target)).contains(" 400 ").contains("\"code\":\"bad_request\"");
      }
    }
  }

  /** The JDK's client does not send such paths. */
  private static String raw(TestServer server, String target) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(5_000);
      String head = " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n";
      String key = "Authorization: Bearer " + TestServer.SECRET_KEY + "\r\n\r\n";
      socket.getOutputStream().write((target + head + key).getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void body_moreThanOneObject_isMalformed() {
    try (TestServer server = start(Engine.SQLITE)) {
      for (String body : List.of("{} x", "{}{}", "{}]", "{},", "{}\u0000", "{")) {
        assertError(server.admin("POST", "/api/v1/public-keys", body), 400, "malformed_json");
      }
      assertError(server.admin("POST", "/api/v1/public-keys", " "), 400, "not_an_object");
      assertThat(server.admin("POST", "/api/v1/public-keys", " {} \n").statusCode()).isEqualTo(201);
    }
  }

  @ParameterizedTest
  @EnumSource
  void cursor_ofAnotherListOrSort_isRefused(Engine engine) {
    try (TestServer server = start(engine)) {
      server.batch(BATCH.formatted("b.test"));
      List<String> lists =
          List.of(
              "/api/v1/accounts?limit=1",
              "/api/v1/accounts?limit=1&sort=last_seen_at",
              ACCOUNT + "/events?limit=1",
              "/api/v1/entries?limit=1",
              "/api/v1/account-merges?limit=1");
      for (String from : lists.subList(0, 4)) {
        String cursor = json(server.get(from)).get("next_cursor").textValue();
        assertThat(cursor).as(from).isNotNull();
        for (String to : lists) {
          assertThat(server.get(to + "&cursor=" + cursor).statusCode())
              .as("%s with the cursor of %s", to, from)
              .isEqualTo(to.equals(from) ? 200 : 400);
        }
      }
    }
  }

  private TestServer start(Engine engine) {
    TestServer server = TestServer.start(engine, directory);
    server.batch(BATCH.formatted("acme.test"));
    return server;
  }

  private static void assertBad(TestServer server, String path, String detail) {
    var reply = server.get(path);
    assertError(reply, 400, "bad_parameter");
    assertThat(json(reply).get("detail").asText()).as(path).contains(detail);
  }
}
