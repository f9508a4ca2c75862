package dev.gumleaf.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.model.TraitValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTestTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static boolean passes(String test, @Nullable TraitValue value) {
    try {
      return ConditionReader.test(JSON.readTree(test.replace('\'', '"')), "test").passes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static TraitValue text(String text) {
    return new TraitValue.Text(text);
  }

  @ParameterizedTest
  @CsvSource({
    "is, Pro, pro, true",
    "is, pro, team, false",
    "is_not, pro, team, true",
    "is_not, pro, PRO, false",
    "is, Ärzte, ärzte, false",
    "contains, https://a.test/Pricing?x=1, /pricing, true",
    "contains, https://a.test/, /pricing, false",
    "does_not_contain, https://a.test/, /pricing, true",
    "does_not_contain, https://a.test/pricing, /pricing, false",
    "starts_with, /docs/start, /DOCS, true",
    "starts_with, /a/docs, /docs, false",
    "ends_with, ana@acme.test, @acme.test, true",
    "ends_with, ana@acme.test.evil, @acme.test, false",
    "matches, /docs/a/start, /docs/*/start, true",
    "matches, /docs/start, /docs/*/start, false",
    "does_not_match, /docs/start, /docs/*/start, true",
    "matches, aaaaaaaaaaaaaaaaaaaaaaaab, *a*a*a*a*a*c, false",
    "matches, any.thing, any?thing, false"
  })
  void passes_texts_lettersOfAToZInAnyCase(
      String word, String value, String text, boolean expected) {
    assertThat(passes("{'" + word + "':'" + text + "'}", text(value))).isEqualTo(expected);
  }

  @Test
  void passes_severalTexts_oneIsEnough() {
    assertThat(passes("{'contains':['/pricing','/plans']}", text("/plans"))).isTrue();
    assertThat(passes("{'does_not_contain':['/pricing','/plans']}", text("/plans"))).isFalse();
    assertThat(passes("{'any_of':['pro','team',3]}", new TraitValue.Numeric("3.0"))).isTrue();
    assertThat(passes("{'none_of':['pro','team']}", text("Team"))).isFalse();
  }

  @Test
  void passes_noValue_onlyWhatSaysSo() {
    for (TraitValue none : new @Nullable TraitValue[] {null, TraitValue.DELETED}) {
      for (String word : List.of("is", "contains", "starts_with", "matches", "at_least")) {
        String value = word.equals("at_least") ? "0" : "'null'";
        assertThat(passes("{'" + word + "':" + value + "}", none)).as(word).isFalse();
      }
      assertThat(passes("{'is_not':'null'}", none)).isTrue();
      assertThat(passes("{'is_set':false}", none)).isTrue();
    }
    assertThat(passes("{'is_set':true}", text(""))).isFalse();
    assertThat(passes("{'is_set':true}", new TraitValue.Composite("[]"))).isFalse();
    assertThat(passes("{'is_set':true}", new TraitValue.Composite("[1]"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "at_least, 10, true",
    "at_least, 10.0, true",
    "at_least, 9.99, false",
    "greater_than, 10, false",
    "greater_than, 10.01, true",
    "is, 10.00, true",
    "less_than, -3, true",
    "less_than, 10, false",
    "at_most, 10, true",
    "at_most, 1e999999999, false",
    "greater_than, 1e999999999, false",
    "is, ten, false"
  })
  void passes_numbers_byTheirValue(String word, String literal, boolean expected) {
    String test = "{'" + word + "':10}";
    assertThat(passes(test, text(literal))).isEqualTo(expected);
    if (!literal.equals("ten")) {
      assertThat(passes(test, new TraitValue.Numeric(literal))).isEqualTo(expected);
    }
    assertThat(passes(test, null)).isFalse();
    assertThat(passes(test, new TraitValue.Flag(true))).isFalse();
  }

  @Test
  void passes_list_whenOneElementDoes() {
    TraitValue plans =
        new TraitValue.Composite("[\"free\",[\"pro\"],{\"a\":\"pro\"},12,null,true]");
    assertThat(passes("{'is':'Free'}", plans)).isTrue();
    assertThat(passes("{'is':'pro'}", plans)).isFalse();
    assertThat(passes("{'is':true}", plans)).isTrue();
    assertThat(passes("{'greater_than':11}", plans)).isTrue();
    assertThat(passes("{'contains':'null'}", plans)).isFalse();
  }

  @Test
  void passes_days_byWhatIsWritten() {
    assertThat(passes("{'less_than':'2026-02-01'}", text("2026-01-31T23:59:59-11:00"))).isTrue();
    assertThat(passes("{'between':['2026-01-01','2026-01-31']}", text("2026-01-31"))).isTrue();
    assertThat(passes("{'at_least':'2026-01-01'}", text("soon"))).isFalse();
  }
}
