package dev.gumleaf.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderIdsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\n",
        "\u00a0",
        "\u0000",
        "\"\"",
        "''",
        "null",
        "NULL",
        " Null ",
        "\"null\"",
        "'undefined'",
        "\"'nil'\"",
        "undefined",
        "None",
        "NaN",
        "(null)",
        "guest",
        "Guest\u0000",
        "Anonymous",
        "UNKNOWN",
        "user",
        "user_id",
        "0",
        "000",
        "-1",
        "true",
        "False",
        "[object Object]",
        "00000000-0000-0000-0000-000000000000",
        "{00000000-0000-0000-0000-000000000000}",
        "00000000000000000000000000000000",
        "11111111-1111-1111-1111-111111111111",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
      })
  void isPlaceholder_idOfNobody_is(String id) {
    assertThat(PlaceholderIds.isPlaceholder(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345",
        "99887",
        "1",
        "-2",
        "01",
        "1111",
        "xxxx-2222-xxxx-xxxx",
        "7b0c6f0e-3d55-4a39-9c4f-2f5f0f6f1a11",
        "00000000-0000-0000-0000-000000000001",
        "11111111-1111-1111-1111-11111111111",
        "11111111-1111-11111111-1111-11111111",
        "nullable",
        "guest-17",
        "user1",
        "anonymous@acme.com",
        "null null",
        "test",
        "\ud800"
      })
  void isPlaceholder_idOfSomebody_isNot(String id) {
    assertThat(PlaceholderIds.isPlaceholder(id)).isFalse();
  }

  @Test
  void isPlaceholder_longText_isNotUnlessBlank() {
    assertThat(PlaceholderIds.isPlaceholder("0".repeat(200))).isTrue();
    assertThat(PlaceholderIds.isPlaceholder("x".repeat(5_000_000))).isFalse();
    assertThat(PlaceholderIds.isPlaceholder(" ".repeat(5_000_000))).isTrue();
  }
}
