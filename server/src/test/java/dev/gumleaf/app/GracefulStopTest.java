package dev.gumleaf.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.config.Settings;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.PostgresAddress;
import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.RawClient;
import dev.gumleaf.testing.RawClient.Reply;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole server stops while clients go on sending. */
class GracefulStopTest {
  private static final int CLIENTS = 32;
  private static final int ACKNOWLEDGED_MIN = 500;

  @TempDir Path directory;

  private final AtomicInteger sent = new AtomicInteger();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Queue<String> strange = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @EnumSource
  void stop_underLoad_answersOrRefusesAndKeepsWhatItAcknowledged(Engine engine)
      throws InterruptedException {
    Settings settings = WiredServer.settings(engine, directory, Map.of());
    WiredServer server = WiredServer.start(settings);
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(Thread.ofVirtual().start(() -> sendUntilStopped(server.port())));
    }
    Await.until(() -> acknowledged.size() >= ACKNOWLEDGED_MIN);
    Duration taken = stop(server);
    for (Thread client : clients) {
      client.join();
    }
    assertThat(taken).isLessThan(Duration.ofSeconds(8));
    assertThat(strange).isEmpty();
    assertThat(storedAfterRestart(settings)).containsAll(acknowledged);
  }

  @Test
  void stop_clientInTheMiddleOfABody_doesNotHoldItBeyondTheLimit() {
    WiredServer server =
        WiredServer.start(
            WiredServer.settings(Engine.SQLITE, directory, Map.of("stop.timeout", "2s")));
    try (RawClient slow = RawClient.connect(server.port())) {
      String whole = request("m").replace("User-Agent: stop-test", "Expect: 100-continue");
      slow.send(whole.substring(0, whole.indexOf('{')));
      assertThat(slow.head().status()).isEqualTo(100);
      assertThat(stop(server)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
      assertThat(slow.isClosed()).isTrue();
    }
  }

  private static Duration stop(WiredServer server) {
    long start = System.nanoTime();
    server.close();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Over one connection until that is closed, then over a new one, until that is refused. */
  private void sendUntilStopped(int port) {
    while (true) {
      try (RawClient client = RawClient.connect(port)) {
        boolean open = true;
        while (open) {
          open = send(client);
        }
      } catch (UncheckedIOException refused) {
        return;
      }
    }
  }

  private boolean send(RawClient client) {
    String id = "m-" + sent.incrementAndGet();
    Reply reply;
    try {
      reply = client.send(request(id).getBytes(US_ASCII)).reply();
    } catch (UncheckedIOException closed) {
      return false;
    }
    boolean closes = reply.header("Connection").filter("close"::equals).isPresent();
    if (reply.status() == 200) {
      acknowledged.add(id);
    } else if (reply.status() != 503 || !closes || !reply.body().contains("\"stopping\"")) {
      strange.add(reply.toString());
    }
    return !closes;
  }

  private static String request(String id) {
    String body =
        """
        {"domain":"stop.test","events":[{"type":"track","event":"Sent","message_id":"%s"}]}\
        """
            .formatted(id);
    return """
    POST /web/projects/%s/accounts/batch HTTP/1.1\r
    Host: localhost\r
    User-Agent: stop-test\r
    Content-Length: %d\r
    \r
    %s\
    """
        .formatted(WiredServer.PUBLIC_KEY, body.length(), body);
  }

  private static Set<String> storedAfterRestart(Settings settings) {
    try (WiredServer again = WiredServer.start(settings)) {
      again.awaitApplied();
    }
    try (Database database = open(settings)) {
      return new HashSet<>(
          database.read(
              tx -> tx.query("SELECT message_id FROM entries").mapTo(String.class).list()));
    }
  }

  private static Database open(Settings settings) {
    return settings.store().findDatabaseUrl().isPresent()
        ? Database.postgres(PostgresAddress.parse(settings.store().databaseUrl()))
        : Database.sqlite(new DataDirectory(settings.store().data()).stateFile());
  }
}
