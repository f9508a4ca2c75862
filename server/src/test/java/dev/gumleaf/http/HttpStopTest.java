package dev.gumleaf.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.RawClient;
import dev.gumleaf.testing.RawClient.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpStopTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String HANG = "GET /hang HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String NONE = "GET /none HTTP/1.1\r\nHost: a\r\n\r\n";

  @Test
  void stop_idleConnections_areClosedAtOnceAndNewOnesRefused() {
    try (LocalServer server = LocalServer.start();
        RawClient idle = server.connect()) {
      idle.send(NONE).reply();
      long start = System.nanoTime();
      server.stop(LONG);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(idle.isClosed()).isTrue();
      assertThatThrownBy(server::connect).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void stop_requestUnderWay_isAnsweredAndThenTheConnectionEnds() throws InterruptedException {
    try (LocalServer server = LocalServer.start();
        RawClient client = server.connect()) {
      client.send(HANG);
      Await.until(() -> server.hanging.size() == 1);
      Thread stopping = Thread.startVirtualThread(() -> server.stop(LONG));
      Await.until(() -> isRefused(server));
      server.hanging.remove().send(Response.json(200, "late"));
      Reply reply = client.reply();
      assertThat(reply.body()).isEqualTo("late");
      assertThat(reply.header("Connection")).contains("close");
      assertThat(client.isClosed()).isTrue();
      assertThat(stopping.join(Duration.ofSeconds(5))).as("stopped long before the limit").isTrue();
    }
  }

  @Test
  void stop_bodyUnderWay_isReadToItsEnd() throws InterruptedException {
    try (LocalServer server = LocalServer.start();
        RawClient client = server.connect()) {
      client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx");
      Await.until(() -> server.openConnections() == 1);
      server.send(NONE);
      Thread stopping = Thread.startVirtualThread(() -> server.stop(LONG));
      Await.until(() -> isRefused(server));
      assertThat(client.send("y").reply().body()).isEqualTo("xy");
      assertThat(stopping.join(Duration.ofSeconds(5))).isTrue();
    }
  }

  @Test
  void stop_requestThatHangs_doesNotHoldItBeyondTheLimit() {
    try (LocalServer server = LocalServer.start();
        RawClient client = server.connect()) {
      client.send(HANG);
      Await.until(() -> server.hanging.size() == 1);
      long start = System.nanoTime();
      server.stop(Duration.ofMillis(300));
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
      assertThat(client.isClosed()).isTrue();
      assertThat(server.replied).containsExactly("GET /hang 499");
    }
  }

  private static boolean isRefused(LocalServer server) {
    try (RawClient tried = server.connect()) {
      return tried.isClosed();
    } catch (UncheckedIOException refused) {
      return true;
    }
  }
}
