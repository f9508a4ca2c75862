package dev.gumleaf.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DigestBuilderTest {
  private final DigestBuilder builder = new DigestBuilder();

  @Test
  void addText_anyCase_isFoundByNameAndByValue() {
    builder.addText(KeyPath.COMPANY.member("tags").item(), "E-Commerce");

    assertThat(reader().has("company.tags.[]")).isTrue();
    assertThat(reader().has("Company.Tags.[]:e-commerce")).isTrue();
    assertThat(reader().has("company.tags.[]:b2b")).isFalse();
    assertThat(reader().has("company.tags")).isFalse();
  }

  @Test
  void addText_nonAscii_isFound() {
    builder.addText(KeyPath.COMPANY.member("name"), "Zoë Ltd");
    builder.addText(KeyPath.COMPANY.member("alias"), "ΟΔΥΣΣΕΥΣ");
    builder.addText(KeyPath.COMPANY.member("city"), "東京");

    assertThat(List.of("name:zoë ltd", "alias:ΟΔΥΣΣΕΥΣ", "city:東京"))
        .allMatch(text -> reader().has("company." + text));
  }

  @Test
  void addFlag_value_isAText() {
    builder.addFlag(KeyPath.TOP.member("vip"), true);

    assertThat(reader().has("vip:true")).isTrue();
    assertThat(reader().has("vip:false")).isFalse();
  }

  @Test
  void addEvents_severalTimes_addUp() {
    builder.addEvents("Signed Up", 2);
    builder.addEvents("signed up", 1);
    builder.addPageViews("/Pricing", 7);
    builder.addPageViews("/never", 0);

    assertThat(reader().count("events.signed up")).isEqualTo(3);
    assertThat(reader().count("page_views./pricing")).isEqualTo(7);
    assertThat(reader().count("page_views./never")).isZero();
    assertThat(reader().has("events.signed up")).isFalse();
  }

  @Test
  void addEvents_beyondWhatReadersHold_stopsThere() {
    builder.addEvents("ping", Long.MAX_VALUE);
    builder.addEvents("ping", 1);

    assertThat(reader().count("events.ping")).isEqualTo(JavaScriptNumber.COUNT_MAX);
  }

  @Test
  void addNumber_value_isACountByNameAndByValue() {
    builder.addNumber(KeyPath.COMPANY.member("metrics").member("employees"), "250.0");

    assertThat(reader().count("company.metrics.employees")).isEqualTo(250);
    assertThat(reader().count("company.metrics.employees:250")).isEqualTo(250);
    assertThat(reader().has("company.metrics.employees")).isFalse();
  }

  @Test
  void addNumber_again_replacesInsteadOfAdding() {
    KeyPath seats = KeyPath.TOP.member("seats");
    builder.addNumber(seats, "40");
    builder.addNumber(seats, "12");

    assertThat(reader().count("seats")).isEqualTo(12);
    assertThat(reader().count("seats:12")).isEqualTo(12);

    builder.addNumber(seats, "0");
    assertThat(reader().count("seats")).isZero();
  }

  @Test
  void addNumber_belowZero_isAText() {
    builder.addNumber(KeyPath.TOP.member("balance"), "-5.0");

    assertThat(reader().has("balance:-5")).isTrue();
    assertThat(reader().count("balance")).isZero();
  }

  @Test
  void addText_whenFull_isLeftOutAndCounted() {
    for (int i = 0; i < DigestBuilder.KEYS_MAX - 1; i++) {
      builder.addText(KeyPath.TOP.member("tags").item(), "tag " + i);
    }
    assertThat(builder.leftOut()).isZero();
    assertThat(reader().has("tags.[]:tag " + (DigestBuilder.KEYS_MAX - 2))).isTrue();

    builder.addText(KeyPath.TOP.member("tags").item(), "tag 0");
    assertThat(builder.leftOut()).isZero();

    builder.addText(KeyPath.TOP.member("tags").item(), "one too many");
    assertThat(builder.leftOut()).isEqualTo(1);
    assertThat(reader().has("tags.[]:one too many")).isFalse();
  }

  @Test
  void addEvents_whenFull_areLeftOutAndCounted() {
    for (int i = 0; i < DigestBuilder.COUNTS_MAX; i++) {
      builder.addEvents("event " + i, 1);
    }
    builder.addEvents("event 0", 1);
    assertThat(builder.leftOut()).isZero();
    assertThat(reader().count("events.event 0")).isEqualTo(2);

    builder.addEvents("one too many", 1);
    assertThat(builder.leftOut()).isEqualTo(1);
    builder.addNumber(KeyPath.TOP.member("seats"), "1");
    assertThat(builder.leftOut()).isEqualTo(3);
  }

  @Test
  void addText_longerThanAKey_isFoundByNameOnly() {
    KeyPath bio = KeyPath.PERSON.member("bio");
    String longest = "x".repeat(DigestBuilder.KEY_CHARS_MAX - "person.bio:".length());
    builder.addText(bio, longest);
    assertThat(builder.leftOut()).isZero();
    assertThat(reader().has("person.bio:" + longest)).isTrue();

    builder.addText(bio, longest + "x");
    assertThat(builder.leftOut()).isEqualTo(1);
    assertThat(reader().has("person.bio")).isTrue();
    assertThat(reader().has("person.bio:" + longest + "x")).isFalse();
  }

  @Test
  void build_sameContentInAnotherOrder_isTheSameText() {
    DigestBuilder other = new DigestBuilder();
    builder.addText(KeyPath.COMPANY.member("name"), "Acme");
    builder.addEvents("Signed Up", 1);
    other.addEvents("Signed Up", 1);
    other.addText(KeyPath.COMPANY.member("name"), "Acme");

    assertThat(builder.build().json()).isEqualTo(other.build().json());
  }

  @Test
  void json_shape_isWhatReadersTake() throws Exception {
    builder.addText(KeyPath.COMPANY.member("name"), "Acme");
    JsonNode digest = JsonMapper.builder().build().readTree(builder.build().json());

    assertThat(names(digest)).containsExactly("b", "c");
    JsonNode filter = digest.get("b");
    assertThat(names(filter)).containsExactly("size", "hashes", "seed", "bits");
    assertThat(filter.get("bits")).hasSize((filter.get("size").intValue() + 31) / 32);
    assertThat(filter.get("bits"))
        .allMatch(word -> word.isIntegralNumber() && word.longValue() >= 0)
        .allMatch(word -> word.longValue() < 1L << 32);
    JsonNode sketch = digest.get("c");
    assertThat(names(sketch)).containsExactly("size", "hashes", "data", "seeds");
    assertThat(sketch.get("seeds")).hasSize(sketch.get("hashes").intValue());
    assertThat(sketch.get("data")).hasSize(sketch.get("hashes").intValue());
    assertThat(sketch.get("data"))
        .allSatisfy(row -> assertThat(row).hasSize(sketch.get("size").intValue()));
  }

  @Test
  void json_wordsWithTheHighestBit_areUnsigned() throws Exception {
    for (int i = 0; i < 400; i++) {
      builder.addText(KeyPath.TOP.member("tags").item(), "tag " + i);
    }
    JsonNode digest = JsonMapper.builder().build().readTree(builder.build().json());
    List<Long> words = new ArrayList<>();
    digest.get("b").get("bits").forEach(word -> words.add(word.longValue()));

    assertThat(words).allMatch(word -> word >= 0).anyMatch(word -> word > Integer.MAX_VALUE);
  }

  private KnownReader reader() {
    return KnownReader.of(builder.build());
  }

  private static List<String> names(JsonNode object) {
    Iterable<String> names = object::fieldNames;
    return StreamSupport.stream(names.spliterator(), false).toList();
  }
}
