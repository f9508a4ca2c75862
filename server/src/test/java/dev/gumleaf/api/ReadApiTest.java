package dev.gumleaf.api;

import static dev.gumleaf.api.IngestApiTest.assertError;
import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadApiTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void account_traitsAndGroups_areReadBackSideBySide(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      server.batch(
          """
          {"domain":"northwind.test","identifies":[
            {"type":"identify","traits":{"name":"Northwind","big":9007199254740993,"odd":1e9999}},
            {"type":"identify","traits":{"group_id":"prod","billingPlan":"pro","seats":12}},
            {"type":"identify","traits":{"group_id":"sandbox","billing_plan":"free"}}]}
          """);
      String body = server.get("/api/v1/accounts/www.Northwind.test").body();
      assertThat(body)
          .contains("\"name\":\"Northwind\"")
          .contains("\"big\":9007199254740993")
          .contains("\"odd\":1e9999")
          .contains("\"prod\":{\"traits\":{\"billing_plan\":\"pro\",\"seats\":12}}")
          .contains("\"sandbox\":{\"traits\":{\"billing_plan\":\"free\"}}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void traits_withHistory_tellSourceSpellingTypeAndEarlierValues(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      for (int seats = 1; seats <= 3; seats++) {
        server.batch(
            """
            {"domain":"northwind.test","identifies":[{"type":"identify",
              "sent_at":"2026-01-0%dT10:00:00Z","traits":{"seatCount":%d,"since":"2026-01-01"}}]}
            """
                .formatted(seats, seats));
      }
      JsonNode traits =
          json(server.get("/api/v1/accounts/northwind.test/traits?history=1")).get("items");
      JsonNode seats = traits.get(0);
      assertThat(seats.get("name").asText()).isEqualTo("seat_count");
      assertThat(seats.get("spelling").asText()).isEqualTo("seatCount");
      assertThat(seats.get("type").asText()).isEqualTo("number");
      assertThat(seats.get("source").asText()).isEqualTo("server");
      assertThat(seats.get("effective_at").asText()).isEqualTo("2026-01-03T10:00:00.000Z");
      assertThat(seats.get("history").findValuesAsText("value")).containsExactly("3", "2", "1");
      assertThat(traits.get(1).get("type").asText()).isEqualTo("date");
      assertThat(traits.get(1).get("history")).as("equal values are one").hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void accounts_pagedAndSearched_comeEachOnceNewestFirst(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      for (int i = 0; i < 7; i++) {
        server.batch(
            """
            {"domain":"a%d.test","identifies":[{"type":"identify",
              "sent_at":"2026-01-0%dT10:00:00Z","traits":{"name":"Company 100%%_%d"}}]}
            """
                .formatted(i, i + 1, i));
      }
      List<String> domains = new ArrayList<>();
      String cursor = "";
      do {
        JsonNode page = json(server.get("/api/v1/accounts?limit=3" + cursor));
        domains.addAll(page.get("items").findValuesAsText("domain"));
        cursor =
            page.get("next_cursor").isNull() ? "" : "&cursor=" + page.get("next_cursor").asText();
      } while (!cursor.isEmpty());
      assertThat(domains)
          .containsExactly(
              "a6.test", "a5.test", "a4.test", "a3.test", "a2.test", "a1.test", "a0.test");
      assertThat(found(server, "?q=COMPANY+100%25_3")).containsExactly("a3.test");
      assertThat(found(server, "?q=100%253")).as("a percent sign is no wildcard").isEmpty();
      assertThat(found(server, "?q=a5.t")).containsExactly("a5.test");
      assertThat(found(server, "?sort=last_seen_at&limit=1")).containsExactly("a0.test");
    }
  }

  private static List<String> found(TestServer server, String query) {
    return json(server.get("/api/v1/accounts" + query)).get("items").findValuesAsText("domain");
  }

  @ParameterizedTest
  @EnumSource
  void events_filteredByNameAndTime_comeNewestFirst(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      for (int day = 1; day <= 6; day++) {
        server.batch(
            """
            {"domain":"northwind.test","events":[{"type":"track","event":"%s","message_id":"m-%d",
              "properties":{"day":%d},"sent_at":"2026-01-0%dT10:00:00Z"}]}
            """
                .formatted(day % 2 == 0 ? "Even" : "Odd", day, day, day));
      }
      assertThat(ids(server, "")).containsExactly("m-6", "m-5", "m-4", "m-3", "m-2", "m-1");
      assertThat(ids(server, "?name=Even")).containsExactly("m-6", "m-4", "m-2");
      assertThat(ids(server, "?since=2026-01-03T10:00:00Z&until=2026-01-05T10:00:00Z"))
          .containsExactly("m-4", "m-3");
      JsonNode page = json(server.get("/api/v1/accounts/northwind.test/events?limit=4"));
      assertThat(ids(server, "?limit=4&cursor=" + page.get("next_cursor").asText()))
          .containsExactly("m-2", "m-1");
    }
  }

  private static List<String> ids(TestServer server, String query) {
    return json(server.get("/api/v1/accounts/northwind.test/events" + query))
        .get("items")
        .findValuesAsText("message_id");
  }

  @ParameterizedTest
  @EnumSource
  void merge_andUndo_restoresBothAccountsExactly(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      send(server, "acme.test", "m-1", 1);
      send(server, "globex.test", "m-2", 2);
      String acme = server.get("/api/v1/accounts/acme.test").body();
      String globex = server.get("/api/v1/accounts/globex.test").body();
      JsonNode merge =
          json(
              server.admin(
                  "POST",
                  "/api/v1/accounts/acme.test/merges",
                  "{\"from\":\"globex.test\",\"reason\":\"bought\"}"));
      assertThat(merge.get("created_by").asText()).isEqualTo("sk_first_");
      JsonNode merged = json(server.get("/api/v1/accounts/globex.test"));
      assertThat(merged.get("domain").asText()).isEqualTo("acme.test");
      assertThat(merged.get("domains")).hasSize(2);
      assertThat(merged.get("counts").get("events").asInt()).isEqualTo(2);
      assertThat(merged.get("traits").get("size").asInt()).as("own trait stays").isEqualTo(1);
      assertThat(merged.get("traits").get("only_2").asInt()).as("a gap is filled").isEqualTo(2);
      assertThat(found(server, "")).containsExactly("acme.test");
      assertError(
          server.admin("POST", "/api/v1/accounts/acme.test/merges", "{\"from\":\"globex.test\"}"),
          409,
          "conflict");
      String undo = "/api/v1/account-merges/" + merge.get("id").asInt() + "/undo";
      assertThat(server.admin("POST", undo, "").statusCode()).isEqualTo(200);
      assertThat(server.get("/api/v1/accounts/acme.test").body()).isEqualTo(acme);
      assertThat(server.get("/api/v1/accounts/globex.test").body()).isEqualTo(globex);
      assertThat(found(server, "")).containsExactlyInAnyOrder("acme.test", "globex.test");
      assertError(server.admin("POST", undo, ""), 409, "conflict");
      assertThat(json(server.get("/api/v1/account-merges")).get("items").get(0).get("undone_by"))
          .isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void merge_ofAMergedAccount_movesAllAndUndoOfTheFirstLeavesTheSecond(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      send(server, "a.test", "m-1", 1);
      send(server, "b.test", "m-2", 2);
      send(server, "c.test", "m-3", 3);
      JsonNode first =
          json(server.admin("POST", "/api/v1/accounts/b.test/merges", "{\"from\":\"a.test\"}"));
      server.admin("POST", "/api/v1/accounts/c.test/merges", "{\"from\":\"b.test\"}");
      assertThat(json(server.get("/api/v1/accounts/a.test")).get("domains")).hasSize(3);
      server.admin("POST", "/api/v1/account-merges/" + first.get("id").asInt() + "/undo", "");
      assertThat(json(server.get("/api/v1/accounts/a.test")).get("domains")).hasSize(1);
      assertThat(json(server.get("/api/v1/accounts/b.test")).get("domain").asText())
          .isEqualTo("c.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void domains_newAlias_bringsLaterDataToTheAccount(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      send(server, "acme.test", "m-1", 1);
      assertThat(
              server
                  .admin(
                      "POST",
                      "/api/v1/accounts/acme.test/domains",
                      "{\"domain\":\"https://www.acme-jp.test/\"}")
                  .statusCode())
          .isEqualTo(201);
      send(server, "acme-jp.test", "m-2", 2);
      JsonNode account = json(server.get("/api/v1/accounts/acme.test"));
      assertThat(account.get("domains").get(1).asText()).isEqualTo("acme-jp.test");
      assertThat(account.get("counts").get("events").asInt()).isEqualTo(2);
      assertThat(account.get("last_seen_at").asText()).startsWith("2026-01-02");
    }
  }

  private static void send(TestServer server, String domain, String id, int n) {
    server.batch(
        """
        {"domain":"%1$s","events":[{"type":"track","event":"E","message_id":"%2$s",
           "sent_at":"2026-01-0%3$dT10:00:00Z"}],
         "identifies":[{"type":"identify","sent_at":"2026-01-0%3$dT09:00:00Z",
           "traits":{"size":%3$d,"only_%3$d":%3$d}}]}
        """
            .formatted(domain, id, n));
  }

  @Test
  void keys_createdShownOnceDisabledAndImported() {
    try (TestServer server = TestServer.start(directory)) {
      JsonNode secret = json(server.admin("POST", "/api/v1/secret-keys", "{\"label\":\"ci\"}"));
      String key = secret.get("key").asText();
      assertThat(key).matches("sk_[0-9a-f]{48}");
      assertThat(server.get("/api/v1/accounts", key).statusCode()).isEqualTo(200);
      assertThat(server.get("/api/v1/secret-keys").body()).doesNotContain(key);
      String path = "/api/v1/secret-keys/" + secret.get("id").asInt();
      server.admin("PATCH", path, "{\"disabled\":true}");
      assertThat(server.get("/api/v1/accounts", key).statusCode()).isEqualTo(401);
      server.admin("PATCH", path, "{\"disabled\":false}");
      assertThat(server.get("/api/v1/accounts", key).statusCode()).isEqualTo(200);

      server.admin("POST", "/api/v1/public-keys", "{\"key\":\"old-slug\"}");
      assertThat(server.batch("old-slug", "{\"domain\":\"a.test\"}").statusCode()).isEqualTo(200);
      assertError(
          server.admin("POST", "/api/v1/public-keys", "{\"key\":\"old-slug\"}"), 409, "conflict");
    }
  }

  @Test
  void everyRead_ofAnotherWorkspace_findsNothing() {
    try (TestServer server = TestServer.start(directory)) {
      send(server, "acme.test", "m-1", 1);
      server.batch(
          "{\"domain\":\"acme.test\",\"events\":[{\"type\":\"track\",\"message_id\":\"m-x\"}]}");
      String other = TestServer.OTHER_SECRET_KEY;
      for (String path :
          List.of(
              "/api/v1/accounts/acme.test",
              "/api/v1/accounts/acme.test/traits",
              "/api/v1/accounts/acme.test/events",
              "/api/v1/entries/m-1",
              "/api/v1/entries/m-x")) {
        assertThat(server.get(path, other).statusCode()).as(path).isEqualTo(404);
      }
      for (String path : List.of("/api/v1/accounts", "/api/v1/entries", "/api/v1/account-merges")) {
        assertThat(json(server.get(path, other)).get("items")).as(path).isEmpty();
      }
      assertThat(server.get("/api/v1/public-keys", other).body()).doesNotContain("pk_first");
    }
  }

  @Test
  void reads_badParametersAndCredentials_areNamed() {
    try (TestServer server = TestServer.start(directory)) {
      assertError(server.get("/api/v1/accounts?limits=1"), 400, "bad_parameter");
      assertError(server.get("/api/v1/accounts?limit=501"), 400, "bad_parameter");
      assertError(server.get("/api/v1/accounts?cursor=abc"), 400, "bad_parameter");
      assertError(server.get("/api/v1/accounts?sort=name"), 400, "bad_parameter");
      assertError(server.get("/api/v1/accounts/nobody.test"), 404, "unknown_account");
      assertError(server.get("/api/v1/nothing"), 404, "not_found");
      assertError(server.admin("DELETE", "/api/v1/accounts", ""), 405, "method_not_allowed");
      assertError(server.get("/api/v1/accounts", "sk_wrong"), 401, "unauthorized");
      assertError(server.send(server.request("/api/v1/accounts")), 401, "unauthorized");
      assertError(
          server.admin("POST", "/api/v1/public-keys", "{\"lable\":\"x\"}"), 400, "bad_parameter");
    }
  }

  @Test
  void documents_areServed() {
    try (TestServer server = TestServer.start(directory)) {
      assertThat(server.get("/api").body()).contains("Gumleaf API");
      assertThat(server.get("/api/openapi.yaml").body()).startsWith("openapi: 3.1.0");
      assertThat(json(server.get("/schemas/account-batch-request.json")).get("$schema").asText())
          .contains("2020-12");
      assertThat(server.get("/livez").statusCode()).isEqualTo(200);
      assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
    }
  }
}
