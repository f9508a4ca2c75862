package dev.gumleaf.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests with a few bytes changed never make the server fail or hang. {@code -Dgumleaf.seed=K
 * -Dgumleaf.requests=N} tries others.
 */
class MutatedRequestsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final long SEED = Long.getLong("gumleaf.seed", 11);
  private static final int REQUESTS = Integer.getInteger("gumleaf.requests", 4_000);
  private static final int CLIENTS = 128;

  /** Short, because many of the requests wait for bytes that never come. */
  private static final ConnectionLimits LIMITS =
      new ConnectionLimits(0, 0, SECOND, SECOND, SECOND, 0, SECOND, SECOND);

  private static final int HANGING_MILLIS = 10_000;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
  private static final String LAST = head("GET /livez HTTP/1.1", "Connection: close");

  private static final String BATCH = "POST /web/projects/pk_first/accounts/batch HTTP/1.1";
  private static final String AUTHORIZED = "Authorization: Bearer " + TestServer.SECRET_KEY;

  private static final List<String> SEEDS =
      List.of(
          head(BATCH, "Content-Length: 55")
              + "{\"domain\":\"a.test\",\"identifies\":[{\"type\":\"identify\"}]}",
          head(BATCH, "Transfer-Encoding: chunked")
              + lines("6", "{\"doma", "5;x=y", "in\":1", "1", "}", "0", "T: v"),
          head(BATCH, "Content-Length: 2", "Expect: 100-continue") + "{}",
          head(BATCH, "Content-Length: 10", "Content-Encoding: gzip")
              + "\u001f\u008b\b\0\0\0\0\0\0\u00ff",
          head("GET /api/v1/accounts?limit=1&cursor=abc HTTP/1.1", AUTHORIZED),
          head(
              "GET /api/v1/accounts/a.test/events?name=x&since=2026-01-05T10:02:00Z HTTP/1.1",
              AUTHORIZED),
          head("GET /api/v1/entries/a%20b HTTP/1.1", AUTHORIZED),
          head("OPTIONS /web/projects/pk_first/accounts/batch HTTP/1.1", "Origin: https://a.test"),
          head("HEAD /livez HTTP/1.0", "Connection: keep-alive"),
          head("GET http://a/readyz HTTP/1.1", "X-Forwarded-For: 1.2.3.4, ::1"));

  private static final List<String> TELLING =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\0",
          ":",
          " ",
          "\t",
          "%",
          "%zz",
          "%00",
          "/",
          "?",
          "&",
          "=",
          ";",
          ",",
          "-1",
          "+1",
          "0x1",
          "99999999999999999999",
          "\u00ff",
          "chunked",
          "HTTP/1.1",
          "{",
          "[",
          "\"",
          "Content-Length: 3\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Expect: 100-continue\r\n",
          "Connection: upgrade\r\nUpgrade: h2c\r\n",
          "A".repeat(20_000));

  @TempDir Path directory;

  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

  private static String head(String line, String... headers) {
    return line + "\r\nHost: a\r\n" + lines(headers);
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  @Test
  void request_mutated_neverFailsTheServerNorHangs() {
    Random random = new Random(SEED);
    try (TestServer server = start()) {
      try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
        for (int i = 0; i < REQUESTS; i++) {
          String request = mutated(SEEDS.get(random.nextInt(SEEDS.size())), random);
          clients.execute(() -> check(server.port(), request));
        }
      }
      assertThat(wrong).as("seed %d", SEED).isEmpty();
      assertThat(statuses).as("kinds of replies, seed %d", SEED).contains(200, 400, 401, 404, 405);
      assertThat(
              server
                  .batch("{\"domain\":\"a.test\",\"identifies\":[{\"type\":\"identify\"}]}")
                  .statusCode())
          .isEqualTo(200);
    }
  }

  private TestServer start() {
    RateLimits off = new RateLimits(RateLimits.Quota.NONE, RateLimits.Quota.NONE, () -> 0);
    return TestServer.start(Engine.SQLITE, directory, LocalServer.with(LIMITS), off);
  }

  private void check(int port, String request) {
    try {
      STATUS
          .matcher(exchange(port, request))
          .results()
          .map(match -> Integer.valueOf(match.group(1)))
          .forEach(status -> {
            statuses.add(status);
            if (status >= 500 && status != 503) {
              wrong.add(status + " to " + request);
            }
          });
    } catch (SocketTimeoutException hangs) {
      wrong.add("hangs: " + request);
    } catch (IOException e) {
      wrong.add(e + " to " + request);
    }
  }

  private static String exchange(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      ByteArrayOutputStream replies = new ByteArrayOutputStream();
      socket.setSoTimeout(HANGING_MILLIS);
      try {
        socket.getOutputStream().write((request + LAST).getBytes(ISO_8859_1));
        socket.getInputStream().transferTo(replies);
      } catch (SocketException reset) {
        // The connection ended while the request was being written; what came until then counts.
      }
      return replies.toString(ISO_8859_1);
    }
  }

  private static String mutated(String request, Random random) {
    String mutated = request;
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(mutated.length() + 1);
      int to = Math.min(mutated.length(), at + 1 + random.nextInt(12));
      String head = mutated.substring(0, at);
      String telling = TELLING.get(random.nextInt(TELLING.size()));
      mutated =
          switch (random.nextInt(5)) {
            case 0 -> head + telling + mutated.substring(at);
            case 1 -> head + telling + mutated.substring(to);
            case 2 -> head + mutated.substring(to);
            case 3 -> head + (char) random.nextInt(256) + mutated.substring(to);
            default -> head + mutated.substring(at, to) + mutated.substring(at);
          };
    }
    return mutated;
  }
}
