package dev.gumleaf.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.audience.AudienceFilter;
import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.FilterReader;
import dev.gumleaf.audience.FilterText;
import dev.gumleaf.condition.ConditionLimits;
import dev.gumleaf.model.ApiException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterReaderTest {
  private static AudienceFilter read(AudienceKind kind, String json) {
    return FilterReader.read(kind, AdminBody.stored(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"all\":[]}",
        "{\"all\":[{\"field\":\"trait.plan\",\"is\":\"pro\"},{\"not\":{\"any\":[{\"field\":\"events\",\"at_least\":10}]}}]}",
        "{\"field\":\"group_trait.plan\",\"none_of\":[\"pro\",12,true]}",
        "{\"field\":\"trait.plan\",\"is_not\":\"a \\\"b\\\" \\\\\"}",
        "{\"field\":\"domain\",\"does_not_end_with\":\".test\"}",
        "{\"field\":\"name\",\"starts_with\":\"Ä\"}",
        "{\"field\":\"name\",\"contains\":\"100%\"}",
        "{\"field\":\"name\",\"does_not_contain\":[\"a\",\"b\"]}",
        "{\"field\":\"domain\",\"matches\":\"*.acme.*\"}",
        "{\"did\":\"page_view\",\"path\":{\"matches\":[\"/docs/*\",\"/help\"]},\"in_last_days\":7}",
        "{\"field\":\"name\",\"is_set\":false}",
        "{\"field\":\"first_seen_at\",\"less_than\":\"2026-01-05\"}",
        "{\"field\":\"last_seen_at\",\"not_in_last_days\":30}",
        "{\"field\":\"trait.renews_at\",\"between\":[\"2026-01-05\",\"2026-02-05\"]}",
        "{\"field\":\"active_seconds\",\"between\":[1.5,20]}",
        "{\"field\":\"excluded\",\"is\":true}",
        "{\"did\":\"event\",\"name\":\"Signed Up\",\"at_least\":3,\"in_last_days\":30}",
        "{\"did\":\"page_view\",\"url\":{\"starts_with\":\"https://\"},\"in_last_days\":7}",
        "{\"did\":\"form_submission\",\"in_last_days\":7}",
        "{\"signal\":7}",
        "{\"signal\":7,\"at_least\":3,\"in_last_days\":30}"
      })
  void read_filterOfAccounts_isWrittenAsItWas(String json) {
    assertThat(FilterText.of(read(AudienceKind.ACCOUNTS, json))).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"account\":{\"field\":\"domain\",\"is\":\"acme.test\"}}",
        "{\"all\":[{\"field\":\"email_domain\",\"any_of\":[\"a.test\",\"b.test\"]},{\"field\":\"internal\",\"is\":false}]}"
      })
  void read_filterOfVisitors_isWrittenAsItWas(String json) {
    assertThat(FilterText.of(read(AudienceKind.VISITORS, json))).isEqualTo(json);
  }

  @Test
  void read_otherSpellings_areWrittenInTheOneForm() {
    assertThat(
            FilterText.of(
                read(
                    AudienceKind.ACCOUNTS,
                    "{ \"any_of\" : [\"Pro\"], \"field\" : \"trait.billingPlan\" }")))
        .isEqualTo("{\"field\":\"trait.billing_plan\",\"is\":\"Pro\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|filter is an object",
        "{}|filter has one of all, any, not, account, field, did and signal",
        "{\"all\":[],\"any\":[]}|filter has one of",
        "{\"all\":{}}|filter.all is an array of filters",
        "{\"any\":[]}|filter.any is empty",
        "{\"all\":[{\"field\":\"events\",\"greater_than\":1},{\"any\":[{\"field\":\"event\",\"greater_than\":1}]}]}|filter.all[1].any[0].field"
            + " is no field of accounts",
        "{\"account\":{}}|filter.account is only for visitors",
        "{\"field\":\"email\",\"is\":\"a\"}|filter.field is no field of accounts",
        "{\"field\":\"trait.\",\"is\":\"a\"}|filter.field names no trait",
        "{\"field\":\"trait.a\"}|filter has one comparison, such as is",
        "{\"field\":\"trait.a\",\"is\":\"a\",\"is_not\":\"b\"}|filter has one comparison",
        "{\"field\":\"trait.a\",\"like\":\"a\"}|filter.like is no comparison",
        "{\"field\":\"trait.a\",\">=\":1}|filter.>= is no comparison; it is written at_least",
        "{\"field\":\"trait.a\",\"is\":[1]}|filter.is is one value; any_of and none_of take"
            + " several",
        "{\"did\":\"page_view\",\"path\":{\"is\":\"a\"},\"in_last_days\":1}|filter.path is an"
            + " object with",
        "{\"field\":\"trait.a\",\"is\":null}|filter.is is a string, a number, or true or false",
        "{\"field\":\"trait.a\",\"is\":\"\"}|filter.is is empty; use is_set",
        "{\"field\":\"trait.a\",\"is\":\"a\\u0000\"}|filter.is holds a control character",
        "{\"field\":\"trait.a\",\"is\":\"\\ud800\"}|filter.is holds a control character or half a"
            + " surrogate pair",
        "{\"field\":\"trait.a\",\"any_of\":[]}|filter.any_of is an array of 1 to 100 values",
        "{\"field\":\"trait.a\",\"any_of\":[\"a\",{}]}|filter.any_of[1] is a string",
        "{\"field\":\"trait.a\",\"less_than\":\"soon\"}|filter.less_than is a number, or a day",
        "{\"field\":\"trait.a\",\"less_than\":true}|filter.less_than is a number, or a day",
        "{\"field\":\"trait.a\",\"less_than\":1e400}|filter.less_than is a number from -1e15 to"
            + " 1e15",
        "{\"field\":\"trait.a\",\"between\":[1,\"2026-01-05\"]}|filter.between has bounds of two"
            + " kinds",
        "{\"field\":\"trait.a\",\"between\":[1]}|filter.between is an array of two bounds",
        "{\"field\":\"trait.a\",\"in_last_days\":0}|filter.in_last_days is a whole number from 1 to"
            + " 400",
        "{\"field\":\"events\",\"is\":\"1\"}|filter compares events, which is a number, with",
        "{\"field\":\"events\",\"contains\":\"1\"}|filter compares events, which is a number",
        "{\"field\":\"events\",\"is_set\":true}|filter compares events",
        "{\"field\":\"name\",\"greater_than\":1}|filter compares name, which is a text",
        "{\"field\":\"excluded\",\"is\":1}|filter compares excluded, which is true or false",
        "{\"field\":\"last_seen_at\",\"is\":\"2026-01-05\"}|filter compares last_seen_at, which is"
            + " a time",
        "{\"field\":\"last_seen_at\",\"greater_than\":\"2026-02-30\"}|filter.greater_than is a"
            + " number, or a day",
        "{\"did\":\"event\"}|filter.in_last_days is missing",
        "{\"did\":\"jump\",\"in_last_days\":1}|filter.did is event, page_view or form_submission",
        "{\"did\":\"event\",\"path\":{\"contains\":\"a\"},\"in_last_days\":1}|filter has a path or"
            + " url",
        "{\"did\":\"page_view\",\"name\":\"a\",\"in_last_days\":1}|filter.name is for events and"
            + " forms",
        "{\"did\":\"page_view\",\"path\":\"a\",\"in_last_days\":1}|filter.path has one comparison",
        "{\"did\":\"event\",\"at_least\":1001,\"in_last_days\":1}|filter.at_least is a whole number"
            + " from 1 to 1000",
        "{\"did\":\"event\",\"times\":1,\"in_last_days\":1}|filter has no member times",
        "{\"signal\":\"x\"}|filter.signal is the id of a signal",
        "{\"signal\":0}|filter.signal is the id of a signal",
        "{\"signal\":1,\"in_last_days\":401}|filter.in_last_days is a whole number from 1 to 400",
        "{\"signal\":1,\"name\":\"x\"}|filter has no member name"
      })
  void read_whatIsNoFilter_saysWhereAndWhy(String json, String detail) {
    assertThatThrownBy(() -> read(AudienceKind.ACCOUNTS, json))
        .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
        .extracting(ApiException::detail)
        .asString()
        .startsWith(detail);
  }

  @Test
  void read_atTheLimits_isTakenAndOnePastIsRefused() {
    String leaf = "{\"field\":\"events\",\"greater_than\":1}";
    assertThat(read(AudienceKind.ACCOUNTS, all(leaf, ConditionLimits.COMPARISONS_MAX))).isNotNull();
    assertRefused(
        all(leaf, ConditionLimits.COMPARISONS_MAX + 1), "filter.all[50] is one comparison more");
    assertThat(read(AudienceKind.ACCOUNTS, nested(leaf, ConditionLimits.DEPTH_MAX - 1)))
        .isNotNull();
    assertRefused(
        nested(leaf, ConditionLimits.DEPTH_MAX), "filter" + ".not".repeat(8) + " is deeper than 8");
    String longest = "a".repeat(ConditionLimits.TEXT_MAX);
    String named = "{\"field\":\"name\",\"is\":\"%s\"}";
    assertThat(read(AudienceKind.ACCOUNTS, named.formatted(longest))).isNotNull();
    assertRefused(named.formatted(longest + "a"), "filter.is is longer than 500 characters");
  }

  private static void assertRefused(String json, String detail) {
    assertThatThrownBy(() -> read(AudienceKind.ACCOUNTS, json)).hasMessageContaining(detail);
  }

  private static String all(String leaf, int count) {
    return "{\"all\":[" + (leaf + ",").repeat(count - 1) + leaf + "]}";
  }

  private static String nested(String leaf, int depth) {
    return "{\"not\":".repeat(depth) + leaf + "}".repeat(depth);
  }

  @Test
  void presets_all_areFiltersInTheOneForm() {
    assertThat(AudiencePreset.ALL)
        .allSatisfy(preset ->
            assertThat(FilterText.of(read(preset.kind(), preset.filter())))
                .isEqualTo(preset.filter()));
  }
}
