package dev.gumleaf.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.TraitValue;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTestTest {
  private static boolean passes(
      TextOperator operator, @Nullable TraitValue value, String... texts) {
    return new ValueTest.Texts(operator, List.of(texts)).passes(value);
  }

  @ParameterizedTest
  @CsvSource({
    "IS, Pro, pro, true",
    "IS, pro, team, false",
    "IS_NOT, pro, team, true",
    "IS_NOT, pro, PRO, false",
    "CONTAINS, https://a.test/Pricing?x=1, /pricing, true",
    "CONTAINS, https://a.test/, /pricing, false",
    "DOES_NOT_CONTAIN, https://a.test/, /pricing, true",
    "DOES_NOT_CONTAIN, https://a.test/pricing, /pricing, false",
    "STARTS_WITH, /docs/start, /DOCS, true",
    "STARTS_WITH, /a/docs, /docs, false",
    "ENDS_WITH, ana@acme.test, @acme.test, true",
    "ENDS_WITH, ana@acme.test.evil, @acme.test, false",
    "MATCHES, /docs/a/start, /docs/*/start, true",
    "MATCHES, /docs/start, /docs/*/start, false",
    "MATCHES, aaaaaaaaaaaaaaaaaaaaaaaab, *a*a*a*a*a*c, false",
    "MATCHES, any.thing, any?thing, false"
  })
  void passes_texts_inAnyCase(TextOperator operator, String value, String text, boolean expected) {
    assertThat(passes(operator, new TraitValue.Text(value), text)).isEqualTo(expected);
  }

  @Test
  void passes_severalTexts_oneIsEnough() {
    TraitValue url = new TraitValue.Text("/plans");
    assertThat(passes(TextOperator.CONTAINS, url, "/pricing", "/plans")).isTrue();
    assertThat(passes(TextOperator.DOES_NOT_CONTAIN, url, "/pricing", "/plans")).isFalse();
  }

  @Test
  void passes_noValue_onlyWhatSaysSo() {
    for (TextOperator operator : TextOperator.values()) {
      assertThat(passes(operator, null, "x")).isEqualTo(operator.isNegative());
      assertThat(passes(operator, TraitValue.DELETED, "null")).isEqualTo(operator.isNegative());
    }
    assertThat(new ValueTest.Presence(false).passes(null)).isTrue();
    assertThat(new ValueTest.Presence(true).passes(TraitValue.DELETED)).isFalse();
    assertThat(new ValueTest.Presence(true).passes(new TraitValue.Text(""))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "AT_LEAST, 10, true",
    "AT_LEAST, 10.0, true",
    "AT_LEAST, 9.99, false",
    "GREATER_THAN, 10, false",
    "GREATER_THAN, 1e1, false",
    "GREATER_THAN, 10.01, true",
    "EQUALS, 1E+1, true",
    "LESS_THAN, -3, true",
    "LESS_THAN, 10, false",
    "AT_MOST, 10, true",
    "AT_MOST, 1e999999999, false",
    "GREATER_THAN, 1e999999999, false",
    "EQUALS, ten, false"
  })
  void passes_numbers_byTheirValue(NumberOperator operator, String literal, boolean expected) {
    ValueTest test = new ValueTest.Numbers(operator, BigDecimal.TEN);
    assertThat(test.passes(new TraitValue.Text(literal))).isEqualTo(expected);
    if (!literal.equals("ten")) {
      assertThat(test.passes(new TraitValue.Numeric(literal))).isEqualTo(expected);
    }
    assertThat(test.passes(null)).isFalse();
    assertThat(test.passes(new TraitValue.Flag(true))).isFalse();
  }
}
