package dev.gumleaf.api;

import static dev.gumleaf.api.Visits.read;
import static dev.gumleaf.api.Visits.signIn;
import static dev.gumleaf.api.Visits.view;
import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signals are made, set off, shown, changed and deleted. */
class SignalApiTest {
  private static final String ANY_VIEW =
      "{\"name\":\"Any view\",\"rule\":{\"kind\":\"page_view\",\"active_seconds\":1.5}}";

  @TempDir Path directory;

  private static HttpResponse<String> create(TestServer server, String body) {
    return server.admin("POST", "/api/v1/signals", body);
  }

  private static List<String> paths(TestServer server, String list) {
    List<String> paths = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = read(server, list + "?limit=1" + cursor);
      page.get("items")
          .forEach(hit -> {
            String who = hit.get("person").get("profile_id").asText();
            String email = hit.get("person").get("email").asText("");
            paths.add((email.isEmpty() ? who : email) + hit.get("evidence").get("path").asText());
          });
      JsonNode next = page.get("next_cursor");
      cursor = next.isNull() ? "" : "&cursor=" + next.asText();
    } while (!cursor.isEmpty());
    return paths;
  }

  @ParameterizedTest
  @EnumSource
  void hits_ofPeople_areShownWhereverTheyAreAndFollowThem(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory, Visits.knowledge())) {
      server.visit(view("dev-1", "before", "09:00"));
      HttpResponse<String> made = create(server, ANY_VIEW);
      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
      String id = json(made).get("id").asText();
      server.visit(view("dev-1", "a", "10:00"));
      server.visit(view("dev-1", "b", "10:01"));
      server.visit(view("dev-1", "b", "10:01"));
      server.visit(view("dev-2", "c", "10:02"));
      assertThat(paths(server, "/signals/" + id + "/hits"))
          .containsExactly("dev-2/c", "dev-1/b", "dev-1/a");
      assertThat(paths(server, "/profiles/dev-1/signals")).containsExactly("dev-1/b", "dev-1/a");

      server.visit(signIn("dev-1", "ana@northwind.test", "10:05", "{}"));
      server.visit(signIn("dev-2", "bob@northwind.test", "10:05", "{}"));
      List<String> ofAll =
          List.of("bob@northwind.test/c", "ana@northwind.test/b", "ana@northwind.test/a");
      assertThat(paths(server, "/accounts/northwind.test/signals")).isEqualTo(ofAll);
      assertThat(paths(server, "/signals/" + id + "/hits")).isEqualTo(ofAll);
      assertThat(read(server, "/signals/" + id + "/hits").get("items").get(0).get("domain"))
          .hasToString("\"northwind.test\"");
      assertThat(paths(server, "/profiles/ana@northwind.test/signals")).hasSize(2);

      String merge =
          read(server, "/profiles/ana@northwind.test/identity")
              .get("items")
              .get(0)
              .get("merge_id")
              .asText();
      server.admin("POST", "/api/v1/profile-merges/" + merge + "/undo", "");
      assertThat(paths(server, "/accounts/northwind.test/signals"))
          .containsExactly("bob@northwind.test/c");
    }
  }

  @ParameterizedTest
  @EnumSource
  void hits_ofACompanyItself_areShownWithItAlsoAfterAMerge(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      create(
          server,
          """
          {"name":"Seats","rule":{"kind":"account_trait","trait":"seats",
            "change":{"becomes":{"at_least":10}}}}
          """);
      server.batch(
          """
          {"domain":"southwind.test","identifies":[{"type":"identify",
            "sent_at":"2026-01-05T10:00:00Z","traits":{"seats":12}}]}
          """);
      server.batch("{\"domain\":\"northwind.test\",\"identifies\":[{\"type\":\"identify\"}]}");
      JsonNode hit = read(server, "/accounts/southwind.test/signals").get("items").get(0);
      assertThat(hit.get("person").isNull()).isTrue();
      assertThat(hit.get("domain").asText()).isEqualTo("southwind.test");
      assertThat(hit.get("at").asText()).isEqualTo("2026-01-05T10:00:00.000Z");
      assertThat(hit.get("evidence"))
          .hasToString("{\"trait\":\"seats\",\"before\":null,\"after\":12}");
      server.admin(
          "POST", "/api/v1/accounts/northwind.test/merges", "{\"from\":\"southwind.test\"}");
      assertThat(read(server, "/accounts/northwind.test/signals").get("items")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void hits_ofACompanyBySomebodyWhoIsForgotten_areGone(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      create(
          server,
          """
          {"name":"Champion","rule":{"kind":"account_trait","trait":"champion",
            "change":{"becomes":{"is_set":true}}}}
          """);
      server.visit(
          """
          {"profile_id":"dev-1","email":"ana@northwind.test","identifies":[
            {"sent_at":"2026-01-05T10:00:00Z","traits":{
              "$account":{"domain":"northwind.test","champion":"somebody from Ops, ext. 4411"}}}]}
          """);
      assertThat(server.get("/api/v1/accounts/northwind.test/signals").body()).contains("4411");
      server.admin("POST", "/api/v1/deletion-requests", "{\"emails\":[\"ana@northwind.test\"]}");
      server.eraseInBackground(directory.resolve("erasures"));
      Await.until(() -> server.get("/api/v1/deletion-requests").body().contains("\"completed\""));
      assertThat(read(server, "/accounts/northwind.test/signals").get("items")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void hits_ofOurOwnPeople_areNotInTheSignalsList(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      create(server, ANY_VIEW);
      server.visit(view("dev-1", "a", "10:00"));
      server.visit(signIn("dev-1", "me@ours.test", "10:05", "{}"));
      assertThat(paths(server, "/signals/1/hits")).containsExactly("me@ours.test/a");
      server.admin(
          "POST", "/api/v1/exclusions", "{\"kind\":\"mail_domain\",\"value\":\"ours.test\"}");
      assertThat(paths(server, "/signals/1/hits")).isEmpty();
      assertThat(paths(server, "/profiles/me@ours.test/signals")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void signal_changedAndDeleted_keepsItsVersionsAndThenNothing(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      String path = "/api/v1/signals/" + json(create(server, ANY_VIEW)).get("id").asText();
      assertThat(create(server, ANY_VIEW).statusCode()).isEqualTo(409);
      server.visit(view("dev-1", "a", "10:00"));
      server.admin("PATCH", path, "{\"enabled\":false}");
      server.visit(view("dev-1", "b", "10:01"));
      JsonNode changed = json(server.admin("PATCH", path, "{\"name\":\"Views\",\"enabled\":true}"));
      assertThat(changed.get("version").asInt()).isEqualTo(2);
      server.visit(view("dev-1", "c", "10:02"));
      JsonNode hits = json(server.get(path + "/hits")).get("items");
      assertThat(hits).hasSize(2);
      assertThat(hits.get(0).get("signal").get("version").asInt()).isEqualTo(2);
      assertThat(hits.get(1).get("signal"))
          .hasToString("{\"id\":1,\"name\":\"Views\",\"version\":1}");
      JsonNode versions = json(server.get(path)).get("versions");
      assertThat(versions).hasSize(2);
      assertThat(versions.get(1).get("name").asText()).isEqualTo("Any view");

      assertThat(server.admin("DELETE", path, "").statusCode()).isEqualTo(204);
      assertThat(server.get(path).statusCode()).isEqualTo(404);
      assertThat(read(server, "/signals").get("items")).isEmpty();
      assertThat(read(server, "/profiles/dev-1/signals").get("items")).isEmpty();
      server.visit(view("dev-1", "d", "10:03"));
      assertThat(create(server, ANY_VIEW).statusCode()).isEqualTo(201);
      assertThat(read(server, "/profiles/dev-1/signals").get("items")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void suggestions_each_canBeMade(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      for (JsonNode each : read(server, "/signal-suggestions").get("items")) {
        assertThat(each.get("made").booleanValue()).isFalse();
        HttpResponse<String> made =
            create(server, "{\"name\":" + each.get("name") + ",\"rule\":" + each.get("rule") + "}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
      }
      assertThat(read(server, "/signal-suggestions").get("items"))
          .allSatisfy(each -> assertThat(each.get("made").booleanValue()).isTrue());
    }
  }

  @ParameterizedTest
  @EnumSource
  void create_ruleThatIsNone_saysWhatIsWrongAndKeepsNothing(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      HttpResponse<String> refused =
          create(server, "{\"name\":\"N\",\"rule\":{\"kind\":\"form\",\"wen\":{}}}");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(json(refused).get("detail").asText()).isEqualTo("rule has no member wen");
      assertThat(create(server, "{\"name\":\"N\"}").body()).contains("rule is missing");
      assertThat(
              create(
                      server,
                      "{\"name\":\"N\",\"rule\":{\"kind\":\"page_view\",\"active_seconds\":1e400}}")
                  .body())
          .contains("rule.active_seconds is at most a month");
      assertThat(create(server, "{\"name\":\" \",\"rule\":{}}").body()).contains("name is missing");
      assertThat(read(server, "/signals").get("items")).isEmpty();
      assertThat(server.get("/api/v1/signals/7").statusCode()).isEqualTo(404);
      assertThat(server.get("/api/v1/signals/x/hits").statusCode()).isEqualTo(400);
    }
  }
}
