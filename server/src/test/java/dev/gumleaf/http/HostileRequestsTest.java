package dev.gumleaf.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the network may send, and that the server goes on serving afterwards. */
class HostileRequestsTest {
  private static final String PATH = "/web/projects/pk_first/accounts/batch";
  private static final String BODY =
      "{\"domain\":\"a.test\",\"identifies\":[{\"type\":\"identify\"}]}";

  @TempDir Path directory;

  @Test
  void body_gzipped_isRead() throws IOException {
    try (TestServer server = TestServer.start(directory)) {
      assertThat(gzipped(server, gzip(BODY.getBytes(ISO_8859_1))).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void body_gzipBomb_is413AndTruncatedGzip400() throws IOException {
    byte[] bomb = gzip(new byte[64 << 20]);
    assertThat(bomb.length).isLessThan(1 << 20);
    try (TestServer server = TestServer.start(directory)) {
      assertThat(gzipped(server, bomb).statusCode()).isEqualTo(413);
      byte[] whole = gzip(BODY.getBytes(ISO_8859_1));
      byte[] cut = Arrays.copyOf(whole, whole.length - 9);
      assertThat(gzipped(server, cut).statusCode()).isEqualTo(400);
      assertThat(server.batch(BODY).statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> gzipped(TestServer server, byte[] body) {
    return server.send(
        server
            .request(PATH)
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void body_otherEncoding_is415() {
    try (TestServer server = TestServer.start(directory)) {
      HttpResponse<String> reply =
          server.send(
              server
                  .request(PATH)
                  .header("Content-Encoding", "br")
                  .POST(BodyPublishers.ofString(BODY)));
      assertThat(reply.statusCode()).isEqualTo(415);
    }
  }

  @Test
  void body_exactlyTheLimitAndOneMore_isReadAndRefused() {
    try (TestServer server = TestServer.start(directory)) {
      String padded = BODY + " ".repeat((1 << 20) - BODY.length());
      assertThat(server.batch(padded).statusCode()).isEqualTo(200);
      assertThat(server.batch(padded + " ").statusCode()).isEqualTo(413);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}   ",
        "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "POST %s HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0x10\r\n",
        "GET %s HTTP/1.1\r\nHost: a\r\nBad\u0000Name: b\r\n\r\n",
        "GET %s HTTP/1.1\r\nHost : a\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
        "NONSENSE\r\n\r\n"
      })
  void bytes_thatAreNoRequest_endTheConnectionAndNothingElse(String request) throws IOException {
    try (TestServer server = TestServer.start(directory)) {
      String reply = raw(server, request.replace("%s", PATH));
      assertThat(reply).doesNotContain(" 200 ").doesNotContain("Exception").doesNotContain("\tat ");
      assertThat(server.batch(BODY).statusCode()).isEqualTo(200);
    }
  }

  private static String raw(TestServer server, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void rate_ofAKeyUsedUp_is429UntilTokensFlowIn() {
    AtomicLong nanos = new AtomicLong();
    RateLimits limits =
        new RateLimits(
            new RateLimits.Quota(2, Duration.ofSeconds(10)), RateLimits.Quota.NONE, nanos::get);
    try (TestServer server =
        TestServer.start(Engine.SQLITE, directory, HttpConfig.local(), limits)) {
      assertThat(server.batch(BODY).statusCode()).isEqualTo(200);
      assertThat(server.batch(BODY).headers().firstValue("RateLimit")).contains("\"key\";r=0;t=0");
      HttpResponse<String> refused = server.batch(BODY);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.headers().firstValue("RateLimit-Policy")).contains("\"key\";q=2;w=10");
      assertThat(server.get("/api/v1/accounts").statusCode()).isEqualTo(200);
      nanos.addAndGet(Duration.ofSeconds(5).toNanos());
      assertThat(server.batch(BODY).statusCode()).isEqualTo(200);
    }
  }
}
