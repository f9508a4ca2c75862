package dev.gumleaf.api;

import static dev.gumleaf.api.IngestApiTest.assertError;
import static dev.gumleaf.api.Visits.event;
import static dev.gumleaf.api.Visits.form;
import static dev.gumleaf.api.Visits.read;
import static dev.gumleaf.api.Visits.signIn;
import static dev.gumleaf.api.Visits.view;
import static dev.gumleaf.api.Visits.walk;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProfileApiTest {
  private static final String ANA = "/profiles/ana@northwind.test";
  private static final String BOB = "/profiles/bob@southwind.test";

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void profile_ofAKnownPerson_showsEverythingUnderAllIds(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory, Visits.knowledge())) {
      server.visit(view("dev-1", "v-1", "10:00"));
      server.visit(
          view("dev-1", "v-1", "10:00")
              .replace("[1000,500]", "[1000,15000,4500],\"visit_end\":\"2026-01-05T10:00:31Z\""));
      server.visit(view("dev-2", "v-2", "10:10").replaceFirst("\\{", "{\"ip\":\"198.51.100.7\","));
      server.visit(event("dev-2", "m-1", "Invite Sent", "10:11"));
      server.measure(form("dev-2", "f-1", "ana@northwind.test", "10:12"));
      server.visit(
          signIn("dev-1", "Ana@Northwind.test", "10:20", "{\"name\":\"Ana\",\"plan\":\"pro\"}"));
      server.visit(
          signIn(
              "dev-2",
              "ana@northwind.test",
              "10:30",
              "{\"plan\":\"team\",\"name\":null,\"first_name\":\"Anna\"}"));

      JsonNode ana = read(server, ANA);
      assertThat(ana.get("email").asText()).isEqualTo("ana@northwind.test");
      assertThat(ana.get("known").asBoolean()).isTrue();
      assertThat(ana.get("name").asText()).isEqualTo("Anna");
      assertThat(ana.get("traits")).hasToString("{\"first_name\":\"Anna\",\"plan\":\"team\"}");
      assertThat(ana.get("counts"))
          .hasToString(
              "{\"identifies\":2,\"page_views\":2,\"events\":1,\"form_submissions\":1,\"marked\":0}");
      assertThat(ana.get("focus_seconds").asText()).isEqualTo("22");
      assertThat(ana.get("first_seen_at").asText()).isEqualTo("2026-01-05T10:00:00.000Z");
      assertThat(ana.get("last_seen_at").asText()).isEqualTo("2026-01-05T10:30:00.000Z");
      assertThat(ana.get("account").get("domain").asText()).isEqualTo("northwind.test");
      assertThat(ana.get("account").get("via").asText()).isEqualTo("email_domain");
      assertThat(ana.get("other_accounts").findValuesAsText("domain"))
          .containsExactly("initech.test");
      assertThat(ana.get("other_accounts").get(0).get("confidence").asText()).isEqualTo("high");
      assertThat(ana.get("places").findValuesAsText("country")).contains("NO", "SE");
      assertThat(ana.get("ids").findValuesAsText("profile_id"))
          .containsExactlyInAnyOrder(ana.get("profile_id").asText(), "dev-1", "dev-2");
      assertThat(ana.get("divided_id").isNull()).isTrue();
      for (String name : List.of("dev-1", "dev-2", ana.get("profile_id").asText())) {
        assertThat(read(server, "/profiles/" + name)).as(name).isEqualTo(ana);
      }

      JsonNode views = read(server, ANA + "/page-views").get("items");
      assertThat(views.findValuesAsText("message_id")).containsExactly("v-2", "v-1");
      assertThat(views.get(1).get("focus_seconds").asText()).isEqualTo("20.5");
      assertThat(views.get(1).get("ended_at").asText()).isEqualTo("2026-01-05T10:00:31.000Z");
      assertThat(views.get(1).get("path").asText()).isEqualTo("/v-1");
      assertThat(views.get(1).get("source").asText()).isEqualTo("browser");
      assertThat(walk(server, ANA + "/events?name=Invite+Sent", 1, "message_id"))
          .containsExactly("m-1");
      assertThat(walk(server, ANA + "/events?name=Other", 1, "message_id")).isEmpty();
      assertThat(server.get("/api/v1" + ANA + "/form-submissions").body())
          .contains("\"fields\":{\"Seats\":1e9999,\"Work email\":\"ana@northwind.test\"}")
          .contains("\"path\":\"/demo\",\"selector\":\"demo-form\"");
      assertThat(walk(server, ANA + "/sessions", 1, "session_id"))
          .containsExactly("s-dev-2", "s-dev-1");
      JsonNode plan = read(server, ANA + "/traits?history=1&name=plan").get("items").get(0);
      assertThat(plan.get("history").findValuesAsText("value")).containsExactly("team", "pro");
    }
  }

  @ParameterizedTest
  @EnumSource
  void profile_ofASharedComputer_isDividedByTime(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      server.visit(view("dev-1", "v-1", "10:00"));
      server.visit(signIn("dev-1", "ana@northwind.test", "10:05", "{}"));
      server.visit(view("dev-1", "v-2", "10:10").replace("s-dev-1", "s-2"));
      server.visit(signIn("dev-1", "bob@southwind.test", "11:00", "{}"));
      server.visit(view("dev-1", "v-3", "11:10").replace("s-dev-1", "s-3"));
      server.visit(signIn("dev-1", "ana@northwind.test", "12:00", "{}"));
      server.visit(view("dev-1", "v-4", "12:10").replace("s-dev-1", "s-4"));

      assertThat(walk(server, ANA + "/page-views", 1, "message_id"))
          .containsExactly("v-4", "v-2", "v-1");
      assertThat(walk(server, BOB + "/page-views", 1, "message_id")).containsExactly("v-3");
      assertThat(walk(server, ANA + "/sessions", 1, "session_id"))
          .containsExactly("s-4", "s-2", "s-dev-1");
      assertThat(walk(server, BOB + "/sessions", 1, "session_id")).containsExactly("s-3");
      assertThat(walk(server, ANA + "/page-views?until=2026-01-05T10:10:00Z", 1, "message_id"))
          .containsExactly("v-1");
      assertThat(walk(server, ANA + "/page-views?since=2026-01-05T10:10:00Z", 1, "message_id"))
          .containsExactly("v-4", "v-2");
      JsonNode asked = read(server, "/profiles/dev-1");
      assertThat(asked.get("email").asText()).isEqualTo("ana@northwind.test");
      assertThat(asked.get("divided_id").get("people").findValuesAsText("email"))
          .containsExactly("ana@northwind.test", "bob@southwind.test");
      JsonNode id = idNamed(asked, "dev-1");
      assertThat(id.get("divided").asBoolean()).isTrue();
      assertThat(id.get("ranges"))
          .hasToString(
              "[{\"since\":null,\"until\":\"2026-01-05T11:00:00.000Z\"},"
                  + "{\"since\":\"2026-01-05T12:00:00.000Z\",\"until\":null}]");
      assertThat(walk(server, "/profiles?q=dev-1", 1, "email"))
          .containsExactly("ana@northwind.test", "bob@southwind.test");
      JsonNode edge = read(server, BOB + "/identity").get("items").get(0);
      assertThat(edge.get("explanation").asText()).contains("dev-1", "Several people used the id");
    }
  }

  /** Two people who take turns at one computer, each for a minute, so many minutes in all. */
  private static List<String> turns(int minutes) {
    List<String> messages = new ArrayList<>();
    for (int minute = 0; minute < minutes; minute++) {
      String time = Instant.parse("2026-01-05T00:00:00Z").plusSeconds(60L * minute).toString();
      messages.add(
          """
          {"type":"track","messageId":"m-%1$d","anonymousId":"dev-1","timestamp":"%2$s",
           "event":"E","context":{"sessionId":"s-%1$d"}}
          """
              .formatted(minute, time));
      messages.add(identified(time, minute % 2 == 0 ? "ana@northwind.test" : "bob@southwind.test"));
    }
    return messages;
  }

  /** Somebody was at dev-1. */
  private static String identified(String time, String email) {
    return """
    {"type":"identify","anonymousId":"dev-1","timestamp":"%s","traits":{"email":"%s"}}
    """
        .formatted(time, email);
  }

  /** Sends much at once. */
  private static void segment(TestServer server, List<String> messages) {
    server.send(
        server
            .request("/v1/ingest/segment/" + TestServer.PUBLIC_KEY + "?results=1")
            .POST(BodyPublishers.ofString("{\"batch\":[" + String.join(",", messages) + "]}")));
  }

  @ParameterizedTest
  @EnumSource
  void visits_ofTwoWhoTakeTurns_areEachTheirOwnAndTheirRangesAreBounded(Engine engine) {
    int minutes = 240;
    try (TestServer server = TestServer.start(engine, directory)) {
      segment(server, turns(minutes));
      server.visit(event("dev-1", "m-rare", "Rare", "00:01"));
      List<String> events = new ArrayList<>();
      List<String> sessions = new ArrayList<>();
      for (int minute = minutes - 2; minute >= 0; minute -= 2) {
        events.add("m-" + minute);
        sessions.add("s-" + minute);
      }
      for (int limit : new int[] {7, 100, 120, 500}) {
        assertThat(walk(server, ANA + "/events", limit, "message_id"))
            .as("limit %d", limit)
            .containsExactlyElementsOf(events);
        assertThat(walk(server, ANA + "/sessions", limit, "session_id"))
            .as("limit %d", limit)
            .containsExactlyElementsOf(sessions);
      }
      assertThat(walk(server, ANA + "/events?name=Rare", 1, "message_id")).isEmpty();
      assertThat(walk(server, BOB + "/events?name=Rare", 1, "message_id"))
          .containsExactly("m-rare");
      assertThat(
              walk(
                  server,
                  ANA + "/sessions?since=2026-01-05T00:10:00Z&until=2026-01-05T00:14:00Z",
                  1,
                  "session_id"))
          .containsExactly("s-12", "s-10");
      JsonNode ana = idNamed(read(server, ANA), "dev-1");
      assertThat(ana.get("ranges")).hasSize(100);
      assertThat(ana.get("ranges_truncated").asBoolean()).isTrue();
      assertThat(ana.get("ranges").get(99).get("since").asText())
          .as("the newest are shown")
          .isEqualTo("2026-01-05T03:58:00.000Z");
      JsonNode edge = read(server, BOB + "/identity").get("items").get(0);
      assertThat(edge.get("ranges")).hasSize(100);
      assertThat(edge.get("ranges_truncated").asBoolean()).isTrue();
      assertThat(edge.get("ranges").get(99).get("until").isNull()).isTrue();
    }
  }

  /** Page views of one time, each in a session of its own; some ids differ in case only. */
  private static String togetherViews(String id, int sessions) {
    List<String> views = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      views.add(
          """
          {"message_id":"%s-%d","visit_start":"2026-01-05T10:00:00.000Z",
           "context":{"session":{"id":"%s%d"}},"page":{"path":"/"}}
          """
              .formatted(id, i, i % 2 == 0 ? "s_" : "S-", i / 2));
    }
    return "{\"profile_id\":\"%s\",\"page_views\":[%s]}".formatted(id, String.join(",", views));
  }

  @ParameterizedTest
  @EnumSource
  void sessions_thatBeginTogether_comeEachOnceHoweverMany(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      server.visit(togetherViews("dev-1", 900));
      server.visit(togetherViews("dev-2", 900));
      for (String id : List.of("dev-1", "dev-2")) {
        server.visit(signIn(id, "ana@northwind.test", "11:00", "{}"));
      }
      for (int limit : new int[] {100, 499}) {
        List<String> shown = new ArrayList<>();
        List<String> ids = walk(server, ANA + "/sessions", limit, "profile_id");
        List<String> names = walk(server, ANA + "/sessions", limit, "session_id");
        for (int i = 0; i < ids.size(); i++) {
          shown.add(ids.get(i) + " " + names.get(i));
        }
        assertThat(shown).as("limit %d", limit).hasSize(1_800).doesNotHaveDuplicates();
      }
    }
  }

  private static JsonNode idNamed(JsonNode profile, String name) {
    for (JsonNode id : profile.get("ids")) {
      if (id.get("profile_id").asText().equals(name)) {
        return id;
      }
    }
    throw new AssertionError(name + " is not among " + profile.get("ids"));
  }

  @ParameterizedTest
  @EnumSource
  void profiles_pagedSearchedAndFiltered_comeEachOnceNewestFirst(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      assertThat(read(server, "/profiles").get("items")).isEmpty();
      for (int i = 0; i < 5; i++) {
        server.visit(view("anon-" + i, "a-" + i, "10:0" + i));
        server.visit(
            signIn(
                "dev-" + i,
                "p%d@n%d.test".formatted(i, i),
                "11:0" + i,
                "{\"name\":\"P %d%%\"}".formatted(i)));
      }
      assertThat(walk(server, "/profiles?known=0", 2, "profile_id"))
          .containsExactly("anon-4", "anon-3", "anon-2", "anon-1", "anon-0");
      assertThat(walk(server, "/profiles?known=1&sort=last_seen_at", 2, "email"))
          .containsExactly("p0@n0.test", "p1@n1.test", "p2@n2.test", "p3@n3.test", "p4@n4.test");
      assertThat(walk(server, "/profiles", 3, "profile_id")).hasSize(10).doesNotHaveDuplicates();
      assertThat(walk(server, "/profiles?q=P3@N3", 2, "email")).containsExactly("p3@n3.test");
      assertThat(walk(server, "/profiles?q=p+2%25", 2, "email")).containsExactly("p2@n2.test");
      assertThat(walk(server, "/profiles?q=.test", 2, "email")).hasSize(5);
      assertThat(walk(server, "/profiles?q=.test&known=0", 2, "email")).isEmpty();
      assertThat(walk(server, "/profiles?q=anon-2", 2, "profile_id")).containsExactly("anon-2");
      assertThat(walk(server, "/profiles?q=dev-2", 2, "email")).containsExactly("p2@n2.test");
      assertThat(walk(server, "/profiles?q=nobody", 2, "email")).isEmpty();
      server
          .database()
          .write(tx ->
              tx.update("UPDATE profiles SET internal = 1 WHERE subject LIKE 'p4%'").execute());
      assertThat(walk(server, "/profiles?known=1", 2, "email")).hasSize(4);
      assertThat(walk(server, "/profiles?known=1&internal=1", 2, "email")).hasSize(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void visits_ofManyIds_comeInOneOrderOverAllPages(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory, Visits.knowledge())) {
      List<String> expected = new ArrayList<>();
      for (int minute = 0; minute < 6; minute++) {
        for (int id = 0; id < 3; id++) {
          String message = "v-%d-%d".formatted(minute, id);
          server.visit(view("dev-" + id, message, "10:0" + minute).replace("s-dev", "s" + minute));
          expected.addFirst(message);
        }
      }
      for (int id = 0; id < 3; id++) {
        server.visit(signIn("dev-" + id, "ana@northwind.test", "11:00", "{}"));
      }
      server.visit(
          view("dev-1", "v-bot", "10:09").replace("Mozilla/5.0", "a bot").replace("s-dev", "b"));
      for (int limit : new int[] {1, 2, 5, 18, 100}) {
        assertThat(walk(server, ANA + "/page-views", limit, "message_id"))
            .as("limit %d", limit)
            .containsExactlyElementsOf(expected);
        assertThat(walk(server, ANA + "/sessions", limit, "session_id"))
            .as("limit %d", limit)
            .hasSize(18)
            .doesNotHaveDuplicates();
      }
      assertThat(walk(server, ANA + "/page-views?marked=1", 4, "message_id"))
          .hasSize(19)
          .startsWith("v-bot");
      assertThat(read(server, ANA).get("counts").get("marked").asInt()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void identity_ofAPerson_saysInWordsWhatConnectsTheIds(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      server.measure(form("dev-1", "f-1", "typo@southwind.test", "10:00"));
      server.visit(signIn("dev-1", "ana@northwind.test", "10:05", "{}"));
      server.visit(signIn("dev-1", "ana@northwind.test", "10:15", "{}"));
      server.visit(signIn("dev-2", "ana@northwind.test", "10:20", "{}"));

      JsonNode edges = read(server, ANA + "/identity").get("items");
      assertThat(edges.findValuesAsText("profile_id")).contains("dev-1", "dev-2");
      assertThat(walk(server, ANA + "/identity", 1, "profile_id"))
          .containsExactly("dev-2", "dev-1");
      JsonNode first = edges.get(1);
      assertThat(first.get("evidence").asText()).isEqualTo("identify");
      assertThat(first.get("source").asText()).isEqualTo("browser");
      assertThat(first.get("claims").asInt()).isEqualTo(2);
      assertThat(first.get("first_claimed_at").asText()).isEqualTo("2026-01-05T10:05:00.000Z");
      assertThat(first.get("last_claimed_at").asText()).isEqualTo("2026-01-05T10:15:00.000Z");
      assertThat(first.get("in_force").asBoolean()).isTrue();
      assertThat(first.get("explanation").asText())
          .isEqualTo(
              "ana@northwind.test was named as the user of the id dev-1, first at"
                  + " 2026-01-05T10:05:00.000Z. Everything under the id is shown as this person.");
      JsonNode typed = read(server, "/profiles/typo@southwind.test/identity").get("items").get(0);
      assertThat(typed.get("evidence").asText()).isEqualTo("form");
      assertThat(typed.get("in_force").asBoolean()).isFalse();
      assertThat(typed.get("explanation").asText()).contains("stronger evidence");
      assertThat(walk(server, ANA + "/form-submissions", 1, "message_id")).containsExactly("f-1");
      assertThat(walk(server, "/profile-merges", 2, "profile_id"))
          .containsExactly("dev-2", "dev-1", "dev-1");
      assertThat(read(server, "/profiles/typo@southwind.test/page-views").get("items")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void identity_ofAnIdThatTooManyUsed_saysSo(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      List<String> messages = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        messages.add(identified("2026-01-05T10:05:00Z", "u%d@northwind.test".formatted(i)));
      }
      segment(server, messages);
      JsonNode before = read(server, "/profiles/u7@northwind.test/identity");
      assertThat(before.get("items")).hasSize(1);
      assertThat(before.get("shared").asBoolean()).isFalse();
      assertThat(read(server, "/profiles/dev-1/identity").get("shared").asBoolean()).isFalse();
      server.visit(signIn("dev-1", "last@northwind.test", "10:05", "{}"));
      JsonNode ofId = read(server, "/profiles/dev-1/identity");
      assertThat(ofId.get("items")).isEmpty();
      assertThat(ofId.get("shared").asBoolean()).isTrue();
      JsonNode ofPerson = read(server, "/profiles/u7@northwind.test/identity");
      assertThat(ofPerson.get("items")).as("nothing says it could count").isEmpty();
      assertThat(ofPerson.get("shared").asBoolean()).as("of an address").isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void entry_aboutAPerson_isFoundByItsMessageId(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      server.visit(event("dev-1", "m-1", "E", "10:00"));
      server.visit(event("dev-1", "m-1", "E", "10:00"));
      JsonNode items = read(server, "/entries/m-1").get("items");
      assertThat(items.findValuesAsText("fate")).containsExactly("stored", "duplicate");
      assertThat(items.findValuesAsText("profile_id")).containsExactly("dev-1", "dev-1");
    }
  }

  @Test
  void everyRead_ofAnotherWorkspace_findsNobody() {
    try (TestServer server = TestServer.start(directory)) {
      server.visit(view("dev-1", "v-1", "10:00"));
      server.visit(signIn("dev-1", "ana@northwind.test", "10:05", "{}"));
      String known = read(server, ANA).get("profile_id").asText();
      String other = TestServer.OTHER_SECRET_KEY;
      for (String name : List.of("dev-1", "ana@northwind.test", known, "nobody")) {
        for (String what :
            List.of(
                "",
                "/traits",
                "/events",
                "/page-views",
                "/form-submissions",
                "/sessions",
                "/identity")) {
          assertError(server.get("/api/v1/profiles/" + name + what, other), 404, "not_found");
        }
      }
      assertError(server.get("/api/v1/entries/v-1", other), 404, "not_found");
      for (String path : List.of("/profiles", "/profiles?q=dev-1", "/profile-merges")) {
        assertThat(TestServer.json(server.get("/api/v1" + path, other)).get("items")).isEmpty();
      }
      assertError(
          server.get("/api/v1/accounts/northwind.test/visitors", other), 404, "unknown_account");
    }
  }

  @Test
  void reads_badParameters_areNamed() {
    try (TestServer server = TestServer.start(directory)) {
      server.visit(signIn("dev-1", "ana@northwind.test", "10:05", "{}"));
      for (String path :
          List.of(
              "/profiles?known=yes",
              "/profiles?internal=2",
              "/profiles?sort=name",
              "/profiles?limit=0",
              "/profiles?cursor=people-oldest.MS4x",
              ANA + "?limit=1",
              ANA + "/events?until=yesterday",
              ANA + "/traits?until=yesterday",
              ANA + "/traits?history=1&until=yesterday",
              ANA + "/page-views?name=x",
              ANA + "/sessions?marked=1",
              ANA + "/sessions?cursor=events.MS4x",
              "/accounts?excluded=maybe",
              "/accounts/northwind.test/visitors?q=a",
              "/accounts/northwind.test/form-submissions?since=")) {
        assertError(server.get("/api/v1" + path), 400, "bad_parameter");
      }
    }
  }
}
