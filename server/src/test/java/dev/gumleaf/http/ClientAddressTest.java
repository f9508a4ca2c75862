package dev.gumleaf.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  private final ClientAddress addresses = new ClientAddress(List.of("10.0.0.0/8", "::1"));

  @ParameterizedTest
  @CsvSource({
    "198.51.100.7, 203.0.113.9, 198.51.100.7",
    "10.1.1.1, 203.0.113.9, 203.0.113.9",
    "10.1.1.1, '1.2.3.4, 203.0.113.9', 203.0.113.9",
    "10.1.1.1, '203.0.113.9, 10.9.9.9', 203.0.113.9",
    "10.1.1.1, 'evil, 10.9.9.9', 10.9.9.9",
    "10.1.1.1, not-an-address, 10.1.1.1",
    "::1, 2001:db8::5, 2001:db8::5",
    "11.0.0.1, 203.0.113.9, 11.0.0.1"
  })
  void find_forwardedFor_isBelievedFromTrustedProxiesOnly(
      String peer, String forwardedFor, String client) {
    assertThat(addresses.find(peer, forwardedFor)).isEqualTo(client);
  }

  @Test
  void address_forwardedInTwoLines_isTheLastOne() {
    HttpConfig local = HttpConfig.local();
    HttpConfig trusting =
        new HttpConfig(
            local.host(),
            0,
            local.bodyBytesMax(),
            local.headerBytesMax(),
            local.connections(),
            List.of("127.0.0.1"),
            1);
    String request =
        """
        GET /address HTTP/1.1\r
        Host: a\r
        X-Forwarded-For: 1.2.3.4\r
        X-Forwarded-For: 203.0.113.9\r
        \r
        """;
    try (LocalServer server = LocalServer.start(trusting)) {
      assertThat(server.send(request).body()).as("what the proxy added").isEqualTo("203.0.113.9");
    }
    try (LocalServer server = LocalServer.start()) {
      assertThat(server.send(request).body()).isEqualTo("127.0.0.1");
    }
  }
}
