package dev.gumleaf.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.RawClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many connections may be open, over all event loops. */
class ConnectionLimitsTest {
  private static final String REQUEST = "GET /none HTTP/1.1\r\nHost: a\r\n\r\n";

  private final List<RawClient> clients = new ArrayList<>();

  @AfterEach
  void closeClients() {
    clients.forEach(RawClient::close);
  }

  @Test
  void connections_ofOneAddressUpToTheLimit_areServedAndOneMoreIsClosed() {
    try (LocalServer server = LocalServer.start(config(10, 3, List.of()))) {
      open(server, 3);
      assertThat(connect(server).isClosed()).isTrue();
      assertThat(server.refusedConnections).containsExactly("address");
      assertServed(3);
      assertThat(server.openConnections()).isEqualTo(3);
    }
  }

  @Test
  void connections_inTotalUpToTheLimit_areServedAndOneMoreIsClosed() {
    try (LocalServer server = LocalServer.start(config(3, 10, List.of()))) {
      open(server, 3);
      assertThat(connect(server).isClosed()).isTrue();
      assertThat(server.refusedConnections).containsExactly("total");
      assertServed(3);
    }
  }

  @Test
  void connection_whenAnotherWasClosed_hasItsPlace() {
    try (LocalServer server = LocalServer.start(config(10, 3, List.of()))) {
      open(server, 3);
      clients.getFirst().close();
      // The server learns of the end a moment later.
      Await.until(() -> server.openConnections() == 2);
      assertThat(connect(server).send(REQUEST).reply().status()).isEqualTo(204);
      assertThat(connect(server).isClosed()).isTrue();
    }
  }

  @Test
  void connections_ofATrustedProxy_countInTotalOnly() {
    try (LocalServer server = LocalServer.start(config(3, 1, List.of("127.0.0.0/8")))) {
      open(server, 3);
      assertThat(connect(server).isClosed()).isTrue();
      assertThat(server.refusedConnections).containsExactly("total");
    }
  }

  @Test
  void limits_ofZero_areNone() {
    try (LocalServer server = LocalServer.start(config(0, 0, List.of()))) {
      open(server, 20);
      assertThat(server.refusedConnections).isEmpty();
    }
  }

  @Test
  void client_ipv6_isItsNetwork() {
    OpenConnections counted =
        new OpenConnections(config(10, 1, List.of()).connections(), new ClientAddress(List.of()));
    assertThat(counted.enter(counted.client("2001:db8::1"))).isEmpty();
    assertThat(counted.enter(counted.client("2001:db8:0:0:9:9:9:9")))
        .contains(OpenConnections.Limit.ADDRESS);
    assertThat(counted.enter(counted.client("2001:db8:0:1::1"))).isEmpty();
    assertThat(counted.enter(counted.client("192.0.2.1"))).isEmpty();
    assertThat(counted.enter(counted.client("::ffff:192.0.2.1")))
        .as("the same client over a socket for both")
        .contains(OpenConnections.Limit.ADDRESS);
    counted.leave(counted.client("2001:db8::1"));
    assertThat(counted.enter(counted.client("2001:db8::2"))).isEmpty();
    assertThat(counted.total()).isEqualTo(3);
  }

  /** Two loops, whatever the machine has. */
  private static HttpConfig config(int openMax, int perClientMax, List<String> proxies) {
    ConnectionLimits limits =
        new ConnectionLimits(
            openMax,
            perClientMax,
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            1024,
            Duration.ofSeconds(30),
            Duration.ofSeconds(75));
    return new HttpConfig("127.0.0.1", 0, 1 << 20, 16 << 10, limits, proxies, 2);
  }

  private RawClient connect(LocalServer server) {
    RawClient client = server.connect();
    clients.add(client);
    return client;
  }

  private void open(LocalServer server, int connections) {
    for (int i = 0; i < connections; i++) {
      assertThat(connect(server).send(REQUEST).reply().status()).isEqualTo(204);
    }
  }

  private void assertServed(int first) {
    for (RawClient client : clients.subList(0, first)) {
      assertThat(client.send(REQUEST).reply().status()).isEqualTo(204);
    }
  }
}
