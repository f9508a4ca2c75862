package dev.gumleaf.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.http.RateLimits.Quota;
import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.RawClient;
import dev.gumleaf.testing.RawClient.Reply;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every reply carries, whatever becomes of the request. */
class ReplyHeadersTest {
  private static final String CORS = "Access-Control-Allow-Origin";

  @ParameterizedTest
  @CsvSource({
    "200, POST /in/pk_1, Content-Length: 1",
    "400, POST /in/pk_%zz, Content-Length: 1",
    "400, POST /in/pk_1?a=%zz, Content-Length: 1",
    "400, POST /in/pk_1?a=%zz, Content-Length: 1",
    "400, POST /in/pk_1, Content-Encoding: gzip",
    "405, GET /in/pk_1, A: b",
    "413, POST /in/pk_1, Content-Length: 99999999",
    "415, POST /in/pk_1, Content-Encoding: br",
    "500, POST /in/pk_1/fail, Content-Length: 1",
    "204, OPTIONS /in/pk_1, A: b"
  })
  void reply_ofAnIngestPath_isOpenToAnyOrigin(int status, String line, String header) {
    try (LocalServer server = LocalServer.start()) {
      Reply reply = server.send(request(line, header));
      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.header(CORS)).contains("*");
      assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
      assertCommon(reply);
    }
  }

  @Test
  void reply_ofAnIngestPathOverAQuotaOrTooSlow_isOpenToAnyOrigin() {
    Quota one = new Quota(1, Duration.ofSeconds(10));
    try (LocalServer server =
            LocalServer.start(LocalServer.with(ConnectionLimits.DEFAULT), one, Quota.NONE);
        RawClient slow = server.connect()) {
      slow.send("POST /in/pk_2 HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx");
      server.send(request("POST /in/pk_1", "Content-Length: 1"));
      Reply limited = server.send(request("POST /in/pk_1", "Content-Length: 1"));
      assertThat(limited.status()).isEqualTo(429);
      assertThat(limited.header(CORS)).contains("*");
      server.awaitSweep();
      server.pass(Duration.ofSeconds(6));
      Reply late = slow.reply();
      assertThat(late.status()).isEqualTo(408);
      assertThat(late.header(CORS)).contains("*");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, POST /echo, Content-Length: 1",
    "401, GET /secret, Origin: https://a.test",
    "401, GET /secret, Authorization: Bearer sk_wrong",
    "200, GET /secret, Authorization: Bearer sk_local",
    "405, OPTIONS /secret, Access-Control-Request-Method: GET",
    "404, GET /nowhere, Origin: https://a.test",
    "500, GET /fail, Origin: https://a.test",
    "415, POST /echo, Content-Encoding: br"
  })
  void reply_ofAnyOtherPath_isNotForOtherOrigins(int status, String line, String header) {
    try (LocalServer server = LocalServer.start()) {
      Reply reply = server.send(request(line, header));
      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
      assertCommon(reply);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NONSENSE\r\n\r\n",
        "GET /none HTTP/3.1\r\nHost: a\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /none HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET /none HTTP/1.1\r\n\r\n",
        "GET /none HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"
      })
  void reply_toBytesThatAreNoRequest_hasAnIdAndIsCounted(String bytes) {
    try (LocalServer server = LocalServer.start();
        RawClient client = server.connect()) {
      Reply reply = client.send(bytes).reply();
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.header("Connection")).contains("close");
      assertCommon(reply);
      assertThat(client.isClosed()).isTrue();
      Await.until(() -> !server.replied.isEmpty());
      assertThat(server.replied).containsExactly("other 400");
    }
  }

  @Test
  void request_ofHttp10WithoutHost_isOne() {
    try (LocalServer server = LocalServer.start()) {
      assertThat(server.send("GET /none HTTP/1.0\r\n\r\n").status()).isEqualTo(204);
    }
  }

  @Test
  void requestIds_ofManyRequests_areAllDifferent() {
    Set<String> ids = new HashSet<>();
    try (LocalServer server = LocalServer.start();
        RawClient client = server.connect()) {
      for (int i = 0; i < 100; i++) {
        ids.add(
            client.send(request("GET /none", "A: b")).reply().header("X-Request-Id").orElse(""));
      }
    }
    assertThat(ids).hasSize(100).allMatch(id -> id.matches("req_[0-9a-z]{26}"));
  }

  @Test
  void reply_toAnUnsupportedEncoding_namesThoseThatAre() {
    try (LocalServer server = LocalServer.start()) {
      Reply reply = server.send(request("POST /echo", "Content-Encoding: br"));
      assertThat(reply.header("Accept-Encoding")).contains("gzip, identity");
    }
  }

  /** A request with a body of one byte at most; one without a length has none. */
  private static String request(String line, String header) {
    boolean sendsBody = header.equals("Content-Length: 1");
    return line + " HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n" + (sendsBody ? "x" : "");
  }

  /** Errors name the id in their body too. */
  private static void assertCommon(Reply reply) {
    String id = reply.header("X-Request-Id").orElse("");
    assertThat(id).matches("req_[0-9a-z]{26}");
    if (reply.status() >= 400) {
      assertThat(reply.body()).contains("\"instance\":\"" + id + "\"");
    }
  }
}
