package dev.gumleaf.api;

import static dev.gumleaf.api.IngestApiTest.assertError;
import static dev.gumleaf.api.Visits.read;
import static dev.gumleaf.api.Visits.signIn;
import static dev.gumleaf.api.Visits.view;
import static dev.gumleaf.api.Visits.walk;
import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.store.Cursor;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Audiences from saving to reading who belongs to them. */
class AudienceApiTest {
  private static final String PRO = "{\"field\":\"trait.plan\",\"is\":\"pro\"}";

  @TempDir Path directory;

  private static HttpResponse<String> create(TestServer server, String name, String filter) {
    return create(server, name, "accounts", filter);
  }

  private static HttpResponse<String> create(
      TestServer server, String name, String kind, String filter) {
    return server.admin("POST", "/api/v1/audiences", body(name, kind, filter));
  }

  private static String body(String name, String kind, String filter) {
    return "{\"name\":\"%s\",\"kind\":\"%s\",\"filter\":%s}".formatted(name, kind, filter);
  }

  private static String id(HttpResponse<String> made) {
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return json(made).get("id").asText();
  }

  /** Four companies, of which three pay for a plan. */
  private static void companies(TestServer server) {
    company(server, "a.test", "Zeta", "pro");
    company(server, "b.test", "alpha", "Pro");
    company(server, "c.test", "Mid", "free");
    company(server, "d.test", "beta", "PRO");
  }

  private static void company(TestServer server, String domain, String name, String plan) {
    server.batch(
        """
        {"domain":"%s","identifies":[{"type":"identify","traits":{"name":"%s","plan":"%s"},"sent_at":"2026-01-0%dT10:00:00Z"}]}
        """
            .formatted(domain, name, plan, 1 + "abcd".indexOf(domain.charAt(0))));
  }

  @ParameterizedTest
  @EnumSource
  void members_pagedInEachOrder_areThoseWhoMeetTheFilter(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      companies(server);
      String members = "/audiences/" + id(create(server, "Pros", PRO)) + "/members";
      for (int limit = 1; limit <= 4; limit++) {
        assertThat(walk(server, members, limit, "domain"))
            .containsExactly("d.test", "b.test", "a.test");
        assertThat(walk(server, members + "?sort=last_seen_at", limit, "domain"))
            .containsExactly("a.test", "b.test", "d.test");
        assertThat(walk(server, members + "?sort=name", limit, "name"))
            .containsExactly("alpha", "beta", "Zeta");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void count_afterChanges_isThatOfNow(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      companies(server);
      String count = "/audiences/" + id(create(server, "Pros", PRO)) + "/count";
      assertThat(read(server, count).get("count").asInt()).isEqualTo(3);
      assertThat(read(server, count).get("count_is_more").asBoolean()).isFalse();
      server.batch(
          """
          {"domain":"a.test","identifies":[{"type":"identify","traits":{"plan":null},"sent_at":"2026-01-06T10:00:00Z"}]}
          """);
      assertThat(read(server, count).get("count").asInt()).isEqualTo(2);
      server.admin("POST", "/api/v1/exclusions", "{\"kind\":\"account\",\"value\":\"b.test\"}");
      assertThat(read(server, count).get("count").asInt()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void preview_ofVisitors_showsThemAndSavesNothing(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      server.visit(signIn("dev-1", "ana@northwind.test", "10:00", "{\"title\":\"CTO\"}"));
      server.visit(view("dev-1", "pricing", "10:01"));
      server.visit(signIn("dev-2", "bob@northwind.test", "10:02", "{\"title\":\"Intern\"}"));
      server.visit(view("dev-3", "pricing", "10:03"));
      String filter =
          """
          {"all":[{"field":"trait.title","is":"cto"},{"field":"page_views","is":1},
            {"field":"work_email","is":true},{"field":"email_domain","is":"northwind.test"},
            {"account":{"field":"domain","is":"northwind.test"}},
            {"not":{"did":"event","in_last_days":30}}]}
          """;
      HttpResponse<String> reply =
          server.admin(
              "POST",
              "/api/v1/audiences/preview",
              "{\"kind\":\"visitors\",\"filter\":%s}".formatted(filter));
      assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
      assertThat(json(reply).get("count").asInt()).isEqualTo(1);
      assertThat(json(reply).get("items").findValuesAsText("email"))
          .containsExactly("ana@northwind.test");
      assertThat(read(server, "/audiences").get("items")).isEmpty();
      assertThat(walk(server, "/profiles", 10, "email")).hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void members_ofMergedCompanies_areFoundByWhatAnySays(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      companies(server);
      server.admin(
          "POST", "/api/v1/accounts/c.test/merges", "{\"from\":\"a.test\",\"reason\":\"one\"}");
      String filter =
          """
          {"all":[{"field":"domain","is":"a.test"},{"field":"trait.plan","is":"free"}]}
          """;
      String members = "/audiences/" + id(create(server, "Merged", filter)) + "/members";
      assertThat(walk(server, members, 10, "domain")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void hostileTexts_asValuesAndNames_stayTexts(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      companies(server);
      for (String text :
          List.of(
              "x' OR '1'='1", "'; DROP TABLE audiences; --", "%", ":f0", "<keys>", "\\\\", "?")) {
        String filter =
            """
            {"any":[{"field":"trait.%1$s","is":"%1$s"},{"field":"name","contains":"%1$s"},
              {"did":"event","name":"%1$s","in_last_days":400},
              {"did":"page_view","path":{"contains":"%1$s"},"in_last_days":400}]}
            """
                .formatted(text);
        String id = id(create(server, text, filter));
        assertThat(read(server, "/audiences/" + id + "/count").get("count").asInt()).isZero();
      }
      assertThat(walk(server, "/audiences", 2, "id")).hasSize(7);
    }
  }

  @ParameterizedTest
  @EnumSource
  void replace_ofTheVersionThatIsThere_changesIt(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      HttpResponse<String> made = create(server, "Pros", PRO);
      String path = "/api/v1/audiences/" + id(made);
      assertThat(json(made).get("version").asInt()).isEqualTo(1);
      assertThat(json(made).get("created_by").asText()).isEqualTo("sk_first_");
      String changed = body("Free", "accounts", "{\"field\":\"trait.plan\",\"is\":\"free\"}");
      String ofFirst = changed.replace("}}", "},\"version\":1}");
      JsonNode second = json(server.admin("PUT", path, ofFirst));
      assertThat(second.get("version").asInt()).isEqualTo(2);
      assertThat(second.get("filter").get("is").asText()).isEqualTo("free");
      assertError(server.admin("PUT", path, ofFirst), 409, "conflict");
      assertThat(json(server.admin("PUT", path, changed)).get("version").asInt()).isEqualTo(3);
      assertError(
          server.admin("PUT", path, changed.replace("accounts", "visitors")), 409, "conflict");
      create(server, "Taken", PRO);
      assertError(server.admin("PUT", path, body("Taken", "accounts", PRO)), 409, "conflict");
      assertError(create(server, "Taken", PRO), 409, "conflict");
      assertThat(server.admin("DELETE", path, "").statusCode()).isEqualTo(204);
      assertError(server.admin("DELETE", path, ""), 404, "not_found");
      assertError(server.get(path), 404, "not_found");
      assertError(server.get(path + "/members"), 404, "not_found");
    }
  }

  @ParameterizedTest
  @EnumSource
  void otherWorkspaces_seeNeitherAudiencesNorMembers(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      companies(server);
      String path = "/api/v1/audiences/" + id(create(server, "Pros", PRO));
      assertError(server.get(path, TestServer.OTHER_SECRET_KEY), 404, "not_found");
      assertError(server.get(path + "/count", TestServer.OTHER_SECRET_KEY), 404, "not_found");
      assertThat(json(server.get("/api/v1/audiences", TestServer.OTHER_SECRET_KEY)).get("items"))
          .isEmpty();
      assertError(server.get(path, "sk_none"), 401, "unauthorized");
    }
  }

  @ParameterizedTest
  @EnumSource
  void changes_ofCompanies_sayWhoEnteredAndLeftAndWhy(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      companies(server);
      HttpResponse<String> made = create(server, "Pros", PRO);
      assertThat(json(made).get("filled_percent").asInt()).isZero();
      String path = "/audiences/" + id(made);
      assertThat(walk(server, path + "/members", 10, "since")).containsOnly("null");
      server.keepMemberships();
      assertThat(read(server, path).get("filled_percent").asInt()).isEqualTo(100);
      assertThat(walk(server, "/audiences", 10, "filled_percent")).containsExactly("100");
      assertThat(walk(server, path + "/members", 10, "since")).hasSize(3).doesNotContain("null");
      for (int limit = 1; limit <= 4; limit++) {
        assertThat(walk(server, path + "/changes", limit, "why"))
            .containsExactly("filter", "filter", "filter");
      }
      server.batch(
          """
          {"domain":"a.test","identifies":[{"type":"identify","traits":{"plan":null},"sent_at":"2026-01-06T10:00:00Z"}]}
          """);
      JsonNode newest = read(server, path + "/changes?limit=1").get("items").get(0);
      assertThat(newest.get("change").asText()).isEqualTo("left");
      assertThat(newest.get("why").asText()).isEqualTo("entries");
      assertThat(newest.get("account").get("domain").asText()).isEqualTo("a.test");
      assertThat(newest.get("person").isNull()).isTrue();
      assertThat(read(server, "/accounts/a.test/audiences").get("items")).isEmpty();
      JsonNode in = read(server, "/accounts/b.test/audiences").get("items");
      assertThat(in.findValuesAsText("name")).containsExactly("Pros");
      server.admin(
          "POST", "/api/v1/accounts/d.test/merges", "{\"from\":\"b.test\",\"reason\":\"one\"}");
      server.keepMemberships();
      assertThat(walk(server, path + "/changes", 1, "why").getFirst()).isEqualTo("merge");
      server.admin("DELETE", "/api/v1" + path, "");
      assertError(server.get("/api/v1" + path + "/changes"), 404, "not_found");
    }
  }

  @ParameterizedTest
  @EnumSource
  void changes_ofPeople_nameThem(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      String known = "{\"field\":\"known\",\"is\":true}";
      String path = "/audiences/" + id(create(server, "Known", "visitors", known));
      server.keepMemberships();
      server.visit(view("dev-1", "pricing", "10:01"));
      server.visit(signIn("dev-1", "ana@northwind.test", "10:00", "{\"title\":\"CTO\"}"));
      JsonNode items = read(server, path + "/changes").get("items");
      assertThat(items.findValuesAsText("email")).containsExactly("ana@northwind.test");
      assertThat(items.get(0).get("account").isNull()).isTrue();
      assertThat(read(server, "/profiles/dev-1/audiences").get("items").findValuesAsText("name"))
          .containsExactly("Known");
      assertThat(walk(server, path + "/members", 10, "since")).doesNotContain("null");
      assertError(
          server.get("/api/v1" + path + "/changes", TestServer.OTHER_SECRET_KEY), 404, "not_found");
    }
  }

  @Test
  void filters_ofSignals_needSignalsThatAreThere() {
    try (TestServer server = TestServer.start(directory)) {
      String filter = "{\"all\":[{\"signal\":1,\"at_least\":2,\"in_last_days\":400}]}";
      HttpResponse<String> none = create(server, "X", filter);
      assertError(none, 400, "bad_parameter");
      assertThat(none.body()).contains("there is no signal with the id 1");
      server.admin(
          "POST",
          "/api/v1/signals",
          "{\"name\":\"Any event\",\"rule\":{\"kind\":\"event\",\"event\":\"E\"}}");
      HttpResponse<String> made = create(server, "X", filter);
      assertThat(json(made).get("filter").toString()).isEqualTo(filter);
      for (int i = 0; i < 2; i++) {
        assertThat(read(server, "/audiences/" + id(made) + "/count").get("count").asInt()).isZero();
        server.batch(
            """
            {"domain":"a.test","events":[{"type":"track","event":"E","message_id":"e-%d"}]}
            """
                .formatted(i));
      }
      assertThat(read(server, "/audiences/" + id(made) + "/count").get("count").asInt())
          .isEqualTo(1);
      assertError(create(server, "Y", "{\"signal\":\"1\"}"), 400, "bad_parameter");
      assertError(create(server, "Y", "{\"signal\":1,\"name\":\"E\"}"), 400, "bad_parameter");
    }
  }

  @Test
  void wrongRequests_areRefusedWithThePlace() {
    try (TestServer server = TestServer.start(directory)) {
      companies(server);
      HttpResponse<String> wrong = create(server, "X", "{\"all\":[{\"field\":\"plan\",\"is\":1}]}");
      assertError(wrong, 400, "bad_parameter");
      assertThat(wrong.body()).contains("filter.all[0].field is no field of accounts");
      assertError(create(server, "X", "people", PRO), 400, "bad_parameter");
      assertError(create(server, "", PRO), 400, "bad_parameter");
      assertError(
          server.admin("POST", "/api/v1/audiences", "{\"name\":\"X\",\"kind\":\"accounts\"}"),
          400,
          "bad_parameter");
      String members = "/api/v1/audiences/" + id(create(server, "Pros", PRO)) + "/members";
      assertError(server.get(members + "?sort=plan"), 400, "bad_parameter");
      String cursor = json(server.get(members + "?limit=1")).get("next_cursor").asText();
      assertError(server.get(members + "?sort=name&cursor=" + cursor), 400, "bad_parameter");
      assertError(server.get(members + "?sort=name&cursor=" + gone(cursor)), 400, "bad_parameter");
    }
  }

  /** The cursor of somebody who is not there. */
  private static String gone(String cursor) {
    return cursor.substring(0, cursor.indexOf("newest")) + "name." + new Cursor(0, 9_999).encode();
  }
}
