package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gumleaf.model.Call.OtherMember;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.RawJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  private static final long SEED = 11L;

  @Test
  void of_members_areSortedOnAllLevelsWithoutWhiteSpace() {
    assertThat(of(" { \"b\" : [ { \"z\":1, \"a\":2 } , null ] ,\n\"a\" : {} , \"B\": true } "))
        .isEqualTo("{\"B\":true,\"a\":{},\"b\":[{\"a\":2,\"z\":1},null]}");
  }

  @Test
  void of_names_areSortedByUtf16Units() {
    assertThat(of("{\"\uffff\":1,\"\ud83d\ude00\":2,\"é\":3,\"e\":4}"))
        .isEqualTo("{\"e\":4,\"é\":3,\"\ud83d\ude00\":2,\"\uffff\":1}");
  }

  @Test
  void of_numbers_keepTheirLiterals() {
    String numbers = "[1e9999,-0,-0.0,1E+2,0.10,9007199254740993,1e1000000000,1.0]";

    assertThat(of(numbers)).isEqualTo(numbers);
  }

  @Test
  void of_strings_haveOnlyTheEscapesTheyNeed() {
    assertThat(of("\"\\u0041\\/\\u00e9\\n\\t\\\"\\\\\\u007f\\u2028\""))
        .isEqualTo("\"A/é\\u000a\\u0009\\\"\\\\\u007f\u2028\"");
  }

  @Test
  void of_textsNoStoreCanHold_areReplacedOrEscaped() {
    assertThat(of("{\"a\\u0000\":\"b\\u0000\\ud800c\\udc00\\ud83d\\ude00\"}"))
        .isEqualTo("{\"a\ufffd\":\"b\ufffd\\ud800c\\udc00\ud83d\ude00\"}");
  }

  @Test
  void of_namesThatBecomeEqual_areOrderedByTheirValues() {
    assertThat(of("{\"a\\u0000\":2,\"a\\ufffd\":1}"))
        .isEqualTo(of("{\"a\\ufffd\":1,\"a\\u0000\":2}"))
        .isEqualTo("{\"a\ufffd\":1,\"a\ufffd\":2}");
  }

  @Test
  void of_canonicalText_isItself() throws Exception {
    BodyGenerator generator = new BodyGenerator(SEED);
    for (int i = 0; i < 2_000; i++) {
      JsonNode body = generator.mutated();
      String canonical = of(body.toString());

      assertThat(of(canonical)).as("seed %d", SEED).isEqualTo(canonical);
      assertThat(new ObjectMapper().readTree(canonical.replace("\ufffd", "\\u0000")))
          .as("seed %d", SEED)
          .isEqualTo(new ObjectMapper().readTree(body.toString()));
    }
  }

  @Test
  void of_shuffledMembers_areTheSame() {
    Random random = new Random(SEED);
    List<String> members = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      members.add("\"k" + i + "\":{\"v\":" + i + "}");
    }
    String expected = object(members);
    for (int i = 0; i < 200; i++) {
      Collections.shuffle(members, random);
      assertThat(of(object(members))).as("seed %d", SEED).isEqualTo(of(expected));
    }
  }

  @Test
  void ofTraits_groupFromAnywhere_isTheOnlyGroupId() {
    GroupId group = new GroupId("prod");
    String expected = "{\"a\":1,\"group_id\":\"prod\",\"z\":2}";

    assertThat(CanonicalJson.ofTraits(raw("{\"z\":2,\"a\":1}"), group)).isEqualTo(expected);
    assertThat(CanonicalJson.ofTraits(raw("{\"groupId\":true,\"z\":2,\"a\":1}"), group))
        .isEqualTo(expected);
    assertThat(CanonicalJson.ofTraits(raw("{\"group_id\":null,\"a\":1}"), GroupId.NONE))
        .isEqualTo("{\"a\":1}");
    assertThat(CanonicalJson.ofTraits(raw("{}"), group)).isEqualTo("{\"group_id\":\"prod\"}");
  }

  @Test
  void ofTraits_groupIdThatIsNoScalar_isKeptAsItIs() {
    assertThat(CanonicalJson.ofTraits(raw("{\"group_id\":[1],\"a\":1}"), GroupId.NONE))
        .isEqualTo("{\"a\":1,\"group_id\":[1]}");
    assertThat(
            CanonicalJson.ofTraits(
                raw("{\"group_id\":\"prod\",\"groupId\":{\"b\":2}}"), new GroupId("prod")))
        .isEqualTo("{\"groupId\":{\"b\":2},\"group_id\":\"prod\"}");
  }

  @Test
  void ofOthers_members_areOneSortedObject() {
    List<OtherMember> others =
        List.of(
            new OtherMember("ip", raw("\"198.51.100.7\"")),
            new OtherMember("context", raw("{ \"b\":1, \"a\":2 }")));

    assertThat(CanonicalJson.ofOthers(others))
        .isEqualTo("{\"context\":{\"a\":2,\"b\":1},\"ip\":\"198.51.100.7\"}");
    assertThat(of(requireNonNull(CanonicalJson.ofOthers(others))))
        .isEqualTo(CanonicalJson.ofOthers(others));
  }

  @Test
  void ofOthers_none_isNull() {
    assertThat(CanonicalJson.ofOthers(List.of())).isNull();
  }

  private static String object(List<String> members) {
    return "{" + String.join(",", members) + "}";
  }

  private static String of(String json) {
    return CanonicalJson.of(raw(json));
  }

  private static RawJson raw(String json) {
    byte[] bytes = ("x" + json + "x").getBytes(UTF_8);
    return new RawJson(bytes, 1, bytes.length - 1);
  }
}
