package dev.gumleaf.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "ana", "@acme.com", "ana@", "ana@b@acme.com"})
  void new_withoutItsTwoParts_isRefused(String value) {
    assertThatThrownBy(() -> new EmailAddress(value)).isInstanceOf(IllegalArgumentException.class);
  }
}
