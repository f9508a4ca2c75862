package dev.gumleaf.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.RawClient;
import dev.gumleaf.testing.RawClient.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Replies that go on until one side ends them. The server's time moves when a test says so. */
class LiveReplyTest {
  private static final ConnectionLimits LIMITS = ConnectionLimits.DEFAULT;
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final String LIVE = "GET /live HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String NONE = "GET /none HTTP/1.1\r\nHost: a\r\n\r\n";

  private static LocalServer server() {
    return LocalServer.start(LocalServer.with(LIMITS));
  }

  private static TestReply begin(LocalServer server, RawClient client) {
    client.send(LIVE);
    Await.until(() -> !server.live.isEmpty());
    TestReply reply = server.live.remove();
    reply.send("first");
    assertThat(client.head().status()).isEqualTo(200);
    assertThat(client.chunk()).isEqualTo("first");
    return reply;
  }

  @Test
  void pieces_sent_arriveOneByOneUntilTheEndAndTheConnectionGoesOn() {
    try (LocalServer server = server();
        RawClient client = server.connect()) {
      client.send(LIVE);
      Await.until(() -> !server.live.isEmpty());
      TestReply reply = server.live.remove();
      reply.send("one");
      Reply head = client.head();
      assertThat(head.header("Content-Type")).contains("text/event-stream");
      assertThat(head.header("Cache-Control")).contains("no-store");
      assertThat(head.header("X-Accel-Buffering")).contains("no");
      assertThat(head.header("X-Request-Id")).isPresent();
      assertThat(client.chunk()).isEqualTo("one");
      reply.send("two");
      assertThat(client.chunk()).isEqualTo("two");
      assertThat(server.replied).as("counted when it began").containsExactly("GET /live 200");
      reply.body().end();
      reply.body().end();
      assertThat(client.chunk()).isEmpty();
      reply.awaitEnd();
      assertThat(reply.ready).hasValue(2);
      assertThat(reply.body().send(new byte[1])).isFalse();
      assertThat(client.send(NONE).reply().status()).isEqualTo(204);
      assertThat(reply.ended).hasValue(1);
    }
  }

  @Test
  void client_thatGoes_endsIt() {
    try (LocalServer server = server()) {
      TestReply reply;
      try (RawClient client = server.connect()) {
        reply = begin(server, client);
      }
      reply.awaitEnd();
      Await.until(() -> server.openConnections() == 0);
      assertThat(reply.body().isReady()).isFalse();
      assertThat(reply.ended).hasValue(1);
    }
  }

  @Test
  void client_thatDoesNotRead_holdsOnePieceAndIsCutOff() {
    try (LocalServer server = server();
        RawClient deaf = server.connect()) {
      TestReply reply = begin(server, deaf);
      int sent = 0;
      byte[] piece = "x".repeat(LocalServer.LARGE_BYTES).getBytes(US_ASCII);
      int sweep = 0;
      while (sweep < 2) {
        if (reply.body().send(piece)) {
          sent++;
          sweep = 0;
        } else {
          server.awaitSweep();
          sweep++;
        }
      }
      assertThat(sent).as("what the sockets took, and one piece").isBetween(1, 50);
      assertThat(reply.ended).hasValue(0);
      server.pass(LIMITS.writeTimeout().plus(MOMENT));
      reply.awaitEnd();
      Await.until(() -> server.openConnections() == 0);
      assertThat(reply.body().send(piece)).isFalse();
    }
  }

  @Test
  void silence_ofAnyLength_isKept() {
    try (LocalServer server = server();
        RawClient client = server.connect()) {
      TestReply reply = begin(server, client);
      server.pass(LIMITS.idleTimeout().multipliedBy(10));
      server.awaitSweep();
      reply.send("late");
      assertThat(client.chunk()).isEqualTo("late");
    }
  }

  @Test
  void stop_endsItAtOnceAsItShouldEnd() {
    try (LocalServer server = server();
        RawClient client = server.connect()) {
      TestReply reply = begin(server, client);
      server.stop(Duration.ofSeconds(60));
      assertThat(client.chunk()).isEmpty();
      assertThat(client.isClosed()).isTrue();
      assertThat(reply.ended).hasValue(1);
    }
  }

  @Test
  void head_isAnsweredWithoutABody() {
    try (LocalServer server = server();
        RawClient client = server.connect()) {
      Reply head = client.send(LIVE.replace("GET", "HEAD")).head();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("Content-Type")).contains("text/event-stream");
      assertThat(client.send(NONE).reply().status()).isEqualTo(204);
      TestReply reply = server.live.remove();
      reply.awaitEnd();
      assertThat(reply.hasBegun()).isFalse();
    }
  }

  @Test
  void client_ofHttp10_isRefused() {
    try (LocalServer server = server()) {
      Reply refused = server.send(LIVE.replace("HTTP/1.1", "HTTP/1.0"));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body()).contains("HTTP/1.1");
      server.live.remove().awaitEnd();
    }
  }

  @Test
  void endpoint_thatRefuses_isAnErrorReply() {
    try (LocalServer server = server()) {
      assertThat(server.send(LIVE.replace("/live", "/live?refuse=1")).status()).isEqualTo(409);
    }
  }
}
