package dev.gumleaf.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.RawClient;
import dev.gumleaf.testing.RawClient.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Clients that dribble, sleep or do not read. The server's time moves only when a test says so; it
 * looks for late connections every real second.
 */
class DeadlinesTest {
  private static final ConnectionLimits LIMITS = ConnectionLimits.DEFAULT;
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final String NONE = "GET /none HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String LARGE = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";

  @Test
  void body_slowerThanTheRateBehindTheGrace_is408AndTheConnectionEnds() {
    try (LocalServer server = LocalServer.start(LocalServer.with(LIMITS));
        RawClient slow = server.connect();
        RawClient steady = server.connect()) {
      begin(server, slow, 6_000, 5_000);
      begin(server, steady, 6_000, 5_130);
      server.pass(LIMITS.bodyGrace().plus(MOMENT));
      assertTimeout(slow.reply());
      assertThat(steady.send(" ".repeat(870)).reply().status())
          .as("the same sweep saw a body just fast enough")
          .isEqualTo(200);
      Await.until(() -> server.replied.size() == 2);
      assertThat(server.replied).containsExactly("POST /echo 408", "POST /echo 200");
      server.pass(Duration.ofSeconds(6));
      assertThat(slow.isClosed()).isTrue();
    }
  }

  @Test
  void body_withinTheGrace_mayDribble() {
    ConnectionLimits limits = LIMITS;
    try (LocalServer server = LocalServer.start(LocalServer.with(limits));
        RawClient slow = server.connect()) {
      begin(server, slow, 2, 1);
      server.pass(limits.bodyGrace());
      server.awaitSweep();
      assertThat(slow.send(" ").reply().status()).isEqualTo(200);
    }
  }

  @Test
  void body_fastEnoughButNotThereInTime_is408() {
    try (LocalServer server = LocalServer.start(LocalServer.with(LIMITS));
        RawClient slow = server.connect()) {
      begin(server, slow, 600_000, 599_999);
      server.pass(LIMITS.bodyTimeout().plus(MOMENT));
      assertTimeout(slow.reply());
    }
  }

  @Test
  void body_nobodyWants_mayNotDribbleEither() {
    try (LocalServer server = LocalServer.start(LocalServer.with(LIMITS));
        RawClient slow = server.connect()) {
      slow.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{");
      server.awaitSweep();
      server.pass(LIMITS.bodyGrace().plus(MOMENT));
      assertTimeout(slow.reply());
    }
  }

  @Test
  void connection_silentOrIdle_isClosed() {
    try (LocalServer server = LocalServer.start(LocalServer.with(LIMITS));
        RawClient silent = server.connect();
        RawClient idle = server.connect()) {
      assertThat(idle.send(NONE).reply().status()).isEqualTo(204);
      awaitOpen(server, 2);
      server.pass(LIMITS.headerTimeout().plus(MOMENT));
      assertThat(silent.isClosed()).isTrue();
      assertThat(idle.send(NONE).reply().status()).isEqualTo(204);
      Await.until(() -> server.replied.size() == 2);
      server.pass(LIMITS.idleTimeout().plus(MOMENT));
      assertThat(idle.isClosed()).isTrue();
      awaitOpen(server, 0);
    }
  }

  @Test
  void reply_notReadInTime_isGivenUp() {
    try (LocalServer server = LocalServer.start(LocalServer.with(LIMITS));
        RawClient deaf = server.connect()) {
      int asked = 1_000;
      deaf.send(LARGE.repeat(asked));
      server.awaitSweep();
      int made = server.largeCalls.get();
      assertThat(made).as("replies in memory or in the sockets").isBetween(1, 50);
      server.pass(LIMITS.writeTimeout().plus(MOMENT));
      awaitOpen(server, 0);
      assertThat(server.largeCalls.get()).as("nothing more was made").isEqualTo(made);
      assertThat(deaf.readToEnd()).isLessThan((long) made * LocalServer.LARGE_BYTES);
    }
  }

  @Test
  void reply_readInTime_isWhole() {
    try (LocalServer server = LocalServer.start(LocalServer.with(LIMITS));
        RawClient slow = server.connect()) {
      slow.send(LARGE);
      server.pass(LIMITS.writeTimeout());
      server.awaitSweep();
      assertThat(slow.reply().body()).hasSize(LocalServer.LARGE_BYTES);
    }
  }

  /** Sends so much of a body, and waits until the server has read it. */
  private static void begin(LocalServer server, RawClient client, int length, int sent) {
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n");
    client.send(" ".repeat(sent));
    server.awaitSweep();
  }

  private static void awaitOpen(LocalServer server, int connections) {
    Await.until(() -> server.openConnections() == connections);
  }

  private static void assertTimeout(Reply reply) {
    assertThat(reply.status()).isEqualTo(408);
    assertThat(reply.header("Connection")).contains("close");
    assertThat(reply.body()).contains("\"code\":\"request_timeout\"");
  }
}
