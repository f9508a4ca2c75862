package dev.gumleaf.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.RawClient;
import dev.gumleaf.testing.RawClient.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies as they come over the wire, with a limit of a hundred bytes. */
class BodyReaderTest {
  private static final int LIMIT = 100;
  private static final String CHUNKED =
      "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n";

  private final LocalServer server =
      LocalServer.start(
          new HttpConfig("127.0.0.1", 0, LIMIT, 16 << 10, ConnectionLimits.DEFAULT, List.of(), 1));
  private RawClient client = server.connect();

  @BeforeEach
  void connect() {
    client = server.connect();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void body_exactlyTheLimit_isReadAndOneMoreIsNot() {
    assertThat(client.send(withLength(LIMIT, LIMIT)).reply().body()).hasSize(LIMIT);
    assertTooLarge(client.send(withLength(LIMIT + 1, LIMIT + 1)).reply());
    assertThat(client.send(withLength(1, 1)).reply().body()).isEqualTo("x");
  }

  @Test
  void body_inChunksOfOneByte_isReadUpToTheLimit() {
    String chunk = "1\r\nx\r\n";
    client.send(CHUNKED + "\r\n");
    for (int i = 0; i < LIMIT; i++) {
      client.send(chunk);
    }
    assertThat(client.send("0\r\n\r\n").reply().body()).hasSize(LIMIT);
    assertTooLarge(client.send(CHUNKED + "\r\n" + chunk.repeat(LIMIT + 1) + "0\r\n\r\n").reply());
    assertThat(client.send(withLength(1, 1)).reply().status()).isEqualTo(200);
  }

  @Test
  void body_chunkedWithoutEnd_isCutOffWithAReply() {
    client.send(CHUNKED + "\r\n");
    String chunk = "10000\r\n" + "x".repeat(1 << 16) + "\r\n";
    for (int sent = 0; sent <= 256; sent++) {
      client.send(chunk);
    }
    Reply reply = client.reply();
    assertTooLarge(reply);
    assertThat(reply.header("Connection")).contains("close");
    server.awaitSweep();
    server.pass(Duration.ofSeconds(6));
    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void contentLength_tooShort_leavesTheRestToBeNoRequest() {
    assertThat(client.send(withLength(5, 9)).reply().body()).isEqualTo("xxxxx");
    assertThat(client.send("\r\n\r\n").reply().status()).isEqualTo(400);
    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void contentLength_tooLong_isNoRequestUntilTheClientGoes() {
    client.send(withLength(9, 5));
    server.awaitSweep();
    assertThat(server.replied).isEmpty();
    client.close();
    Await.until(() -> server.replied.contains("POST /echo 499"));
  }

  @Test
  void expectation_ofAGoodRequest_isToldToContinue() {
    client.send(expecting(5, "1.1"));
    assertThat(client.head().status()).isEqualTo(100);
    assertThat(client.send("xxxxx").reply().body()).isEqualTo("xxxxx");
    assertThat(client.send(withLength(1, 1)).reply().status()).isEqualTo(200);
  }

  @Test
  void expectation_ofARequestThatIsRefused_isAnsweredWithoutTheBody() {
    Reply reply = client.send(expecting(LIMIT + 1, "1.1")).reply();
    assertTooLarge(reply);
    assertThat(reply.header("Connection")).contains("close");
    try (RawClient other = server.connect()) {
      other.send(
          "POST /nowhere HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      assertThat(other.reply().status()).isEqualTo(404);
    }
  }

  @Test
  void expectation_inHttp10_isIgnored() {
    client.send(expecting(5, "1.0"));
    assertThat(client.send("xxxxx").reply().status()).isEqualTo(200);
  }

  private static String withLength(int length, int sent) {
    return "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: "
        + length
        + "\r\n\r\n"
        + "x".repeat(sent);
  }

  private static String expecting(int length, String version) {
    return "POST /echo HTTP/"
        + version
        + "\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private static void assertTooLarge(Reply reply) {
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.body()).contains("payload_too_large");
  }
}
