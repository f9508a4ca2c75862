package dev.gumleaf.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
