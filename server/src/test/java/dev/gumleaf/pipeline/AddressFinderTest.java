package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.AddressFacts;
import dev.gumleaf.model.Confidence;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressFinderTest {
  private final List<InetAddress> asked = new ArrayList<>();
  private final AddressFinder finder =
      new AddressFinder(
          address -> {
            asked.add(address);
            return AddressFacts.NONE;
          },
          Confidence.MEDIUM);

  @Test
  void find_address_asksForIt() {
    assertThat(finder.find(" 203.0.113.7 ").map(Whereabouts::address)).contains("203.0.113.7");
    assertThat(finder.find("2001:db8::7")).isPresent();
    assertThat(asked)
        .containsExactly(
            InetAddress.ofLiteral("203.0.113.7"), InetAddress.ofLiteral("2001:db8::7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113", "203.113", "1", "", "acme.test", "203.0.113.7.1"})
  void find_shortFormOrOtherText_asksForNothing(String text) {
    assertThat(finder.find(text)).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void find_longText_asksForNothing() {
    assertThat(finder.find("0:".repeat(1_000))).isEmpty();
    assertThat(asked).isEmpty();
  }
}
