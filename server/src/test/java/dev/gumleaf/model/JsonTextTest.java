package dev.gumleaf.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void quote_controlAndSpecialCharacters_areEscaped() {
    assertThat(JsonText.quote("a\"b\\c\n\u0001")).isEqualTo("\"a\\\"b\\\\c\\u000a\\u0001\"");
  }

  @Test
  void quote_loneSurrogate_isEscapedAndPairIsNot() {
    assertThat(JsonText.quote("\ud800")).isEqualTo("\"\\ud800\"");
    assertThat(JsonText.quote("\udc00x")).isEqualTo("\"\\udc00x\"");
    assertThat(JsonText.quote("\ud83d\ude00")).isEqualTo("\"\ud83d\ude00\"");
  }
}
