package dev.gumleaf.api;

import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.model.TraitValue;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraitApiTest {
  private static final String TRAITS = "/api/v1/accounts/acme.test/traits";

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void history_deletedTrait_isListedWithItsEarlierValues(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      identify(server, 1, "{\"plan\":\"free\",\"kept\":1}");
      identify(server, 2, "{\"plan\":\"pro\"}");
      identify(server, 3, "{\"plan\":null}");
      identify(server, 4, "{\"group_id\":\"prod\",\"seats\":null}");
      assertThat(names(server, "")).containsExactly(" kept");
      assertThat(names(server, "?history=1")).containsExactly(" kept", " plan", "prod seats");
      JsonNode plan = json(server.get(TRAITS + "?history=1&name=plan")).get("items").get(0);
      assertThat(plan.get("value").isNull()).isTrue();
      assertThat(plan.get("type").asText()).isEqualTo("deleted");
      assertThat(plan.get("effective_at").asText()).startsWith("2026-01-03");
      assertThat(plan.get("history").findValues("value").toString())
          .isEqualTo("[null, \"pro\", \"free\"]");
      assertThat(json(server.get("/api/v1/accounts/acme.test")).get("groups")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void groupId_thatIsAnArrayOrObject_isAnOrdinaryTraitOfTheAccount(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      JsonNode reply = identify(server, 1, "{\"group_id\":[\"a\",1],\"seats\":1}");
      assertThat(reply.get("warnings").get(0).get("code").asText())
          .isEqualTo("well_known_trait_type");
      identify(server, 2, "{\"groupId\":{\"b\":2,\"a\":1},\"seats\":2}");
      identify(server, 3, "{\"group_id\":\"prod\",\"GroupID\":{\"c\":3}}");
      JsonNode account = json(server.get("/api/v1/accounts/acme.test"));
      assertThat(account.get("traits").toString())
          .isEqualTo("{\"group_id\":{\"a\":1,\"b\":2},\"seats\":2}");
      assertThat(account.get("groups").toString())
          .isEqualTo("{\"prod\":{\"traits\":{\"group_id\":{\"c\":3}}}}");
      JsonNode kept = json(server.get(TRAITS + "?history=1&name=group_id")).get("items");
      assertThat(kept.get(0).get("type").asText()).isEqualTo("object");
      assertThat(kept.get(0).get("spelling").asText()).isEqualTo("groupId");
      assertThat(kept.get(0).get("history").findValues("value").toString())
          .isEqualTo("[{\"a\":1,\"b\":2}, [\"a\",1]]");
      assertThat(kept.get(1).get("group_id").asText()).isEqualTo("prod");
      assertThat(kept.get(1).get("history")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void groupId_otherArrayAtTheSameTime_isNoDuplicate(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      assertThat(status(identify(server, 1, "{\"group_id\":[1]}"))).isEqualTo("stored");
      assertThat(status(identify(server, 1, "{\"group_id\":[2]}"))).isEqualTo("stored");
      assertThat(status(identify(server, 1, "{\"group_id\":[1]}"))).isEqualTo("duplicate");
    }
  }

  private static String status(JsonNode reply) {
    return reply.get("results").get(0).get("status").asText();
  }

  private static JsonNode identify(TestServer server, int day, String traits) {
    return json(
        server.batch(
            """
            {"domain":"acme.test","identifies":[{"type":"identify",
              "sent_at":"2026-01-0%dT10:00:00Z","traits":%s}]}
            """
                .formatted(day, traits)));
  }

  private static List<String> names(TestServer server, String query) {
    List<String> names = new ArrayList<>();
    for (JsonNode item : json(server.get(TRAITS + query)).get("items")) {
      names.add(item.get("group_id").asText("") + " " + item.get("name").asText());
    }
    return names;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29",
        "2026-01-05T10:02",
        "2026-01-05 10:02:03",
        "2026-01-05T10:02:03.123456789Z",
        "2026-01-05t10:02:03z",
        "2026-01-05T10:02:03+0530",
        "2026-01-05T10:02:03-05:00"
      })
  void type_ofADay_isDate(String text) {
    assertThat(TraitType.of(new TraitValue.Text(text))).isEqualTo("date");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-99-99",
        "2026-02-29",
        "2026-00-01",
        "2026-01-05T24:01",
        "2026-01-05T10:60:00Z",
        "2026-01-05T10:02:61",
        "2026-01-05T10:02:03+25:00",
        "2026-01-05Z",
        "2026-1-5",
        "20260105",
        "2026-01-05 and later",
        ""
      })
  void type_ofAnythingElse_isString(String text) {
    assertThat(TraitType.of(new TraitValue.Text(text))).isEqualTo("string");
  }
}
