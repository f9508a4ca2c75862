package dev.gumleaf.api;

import static dev.gumleaf.api.IngestApiTest.assertError;
import static dev.gumleaf.api.Visits.event;
import static dev.gumleaf.api.Visits.read;
import static dev.gumleaf.api.Visits.signIn;
import static dev.gumleaf.api.Visits.view;
import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.digest.KnownReader;
import dev.gumleaf.model.ProfileReply;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.StateDump;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What pages and edge code are told about a profile, and what they are not. */
class ProfilesApiTest {
  private static final String BROWSER = "7b0c6f0e-3d55-4a39-9c4f-2f5f0f6f1a11";
  private static final String OTHER_BROWSER = "0d0a4c52-77aa-4f3e-8b1c-6f1f2a3b4c5d";
  private static final String GUESSABLE = "12345";

  @TempDir Path directory;

  /** Ana has been under a browser's id and under 12345; her company has traits and a group. */
  private static void sendAna(TestServer server) {
    server.batch(
        """
        {"domain":"northwind.test","identifies":[
          {"type":"identify","traits":{"name":"Northwind","tags":["B2B"],"foundedYear":1998,
            "gone":"x"},"sent_at":"2026-01-05T09:00:00Z"},
          {"type":"identify","traits":{"gone":null},"sent_at":"2026-01-05T09:01:00Z"},
          {"type":"identify","traits":{"group_id":"prod","billingPlan":"pro"}}]}
        """);
    server.visit(view(BROWSER, "pricing", "10:00"));
    server.visit(view(BROWSER, "pricing", "10:00").replace("[1000,500]", "[1000,9000]"));
    server.visit(view(BROWSER, "docs", "10:01"));
    server.visit(event(BROWSER, "m-1", "Invite Sent", "10:02"));
    server.visit(event(BROWSER, "m-2", "Invite Sent", "10:03"));
    String traits = "{\"plan\":\"team\",\"seats\":3,\"firstName\":\"Zoë\"}";
    server.visit(signIn(BROWSER, "ana@northwind.test", "10:05", traits));
    server.visit(signIn(GUESSABLE, "ana@northwind.test", "10:06", "{}"));
  }

  private static JsonNode ask(TestServer server, String body) {
    HttpResponse<String> reply = server.ask("/profiles", body);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    JsonNode answer = json(reply);
    assertThat(answer.get("id")).isEqualTo(answer.get("profile_id"));
    assertThat(answer.get("q").isNull()).isTrue();
    return answer;
  }

  private static KnownReader digest(JsonNode answer) {
    return KnownReader.of(answer.get("a"));
  }

  private static String byId(String id) {
    return "{\"profile_id\":\"%s\"}".formatted(id);
  }

  private static void assertCompany(KnownReader digest) {
    assertThat(digest.has("company.name:Northwind")).isTrue();
    assertThat(digest.has("company.domain:northwind.test")).isTrue();
    assertThat(digest.has("company.tags.[]:B2B")).isTrue();
    assertThat(digest.count("company.foundedYear")).isEqualTo(1998);
    assertThat(digest.count("company.founded_year:1998")).isEqualTo(1998);
  }

  private static void assertNoPerson(KnownReader digest) {
    for (String key : List.of("plan", "plan:team", "firstName", "first_name:Zoë", "n:1")) {
      assertThat(digest.has(key)).as(key).isFalse();
    }
    for (String key : List.of("seats", "n", "events.Invite Sent", "page_views./pricing")) {
      assertThat(digest.count(key)).as(key).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void knownProfile_presentedByItsRandomId_isToldOf(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      sendAna(server);
      String ana = read(server, "/profiles/ana@northwind.test").get("profile_id").asText();
      for (String id : List.of(BROWSER, ana)) {
        JsonNode answer = ask(server, byId(id));
        KnownReader digest = digest(answer);
        assertThat(answer.get("id").asText()).isEqualTo(ana);
        assertCompany(digest);
        assertThat(digest.has("plan:team")).isTrue();
        assertThat(digest.has("firstName:Zoë")).isTrue();
        assertThat(digest.count("seats")).isEqualTo(3);
        assertThat(digest.count("n")).as("a property of an event").isEqualTo(1);
        assertThat(digest.count("events.Invite Sent")).isEqualTo(2);
        assertThat(digest.count("page_views./pricing")).isEqualTo(1);
        assertThat(digest.count("page_views./docs")).isEqualTo(1);
        assertThat(digest.has("company.gone")).as("deleted").isFalse();
        assertThat(digest.has("company.billingPlan")).as("of a group").isFalse();
        assertThat(digest.has("plan:pro")).isFalse();
        assertThat(digest.count("events.Other")).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void emailAddress_alone_tellsOfNoPerson(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      sendAna(server);
      String ana = read(server, "/profiles/ana@northwind.test").get("profile_id").asText();
      JsonNode known = ask(server, "{\"email\":\"ana@northwind.test\"}");
      assertCompany(digest(known));
      assertNoPerson(digest(known));
      assertThat(known.get("id").asText()).isNotEqualTo(ana);
      assertThat(known.get("id").asText()).matches("[0-9a-f-]{14}4[0-9a-f-]{21}");
      assertThat(ask(server, "{\"email\":\"nobody@northwind.test\"}").get("a"))
          .as("nobody can tell who is known")
          .isEqualTo(known.get("a"));
      assertNoPerson(digest(ask(server, byId("ana@northwind.test"))));
      JsonNode nothing = ask(server, "{\"email\":\"ana@gmail.com\"}");
      assertThat(digest(nothing).has("company.domain")).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void guessableId_tellsOfTheCompanyOnly(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      sendAna(server);
      JsonNode answer = ask(server, "{\"profile_id\":12345,\"email\":\"ana@northwind.test\"}");
      assertCompany(digest(answer));
      assertNoPerson(digest(answer));
      assertThat(answer.get("id").asText())
          .as("the id of the person would open everything")
          .isEqualTo(GUESSABLE);
      HttpResponse<String> bootstrap =
          server.send(server.request("/web/projects/pk_first?profile_id=" + GUESSABLE));
      assertThat(json(bootstrap).get("profile_id").asText()).isEqualTo(GUESSABLE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void emailAddress_besideSomebodysId_givesThePersonOfTheId(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      sendAna(server);
      server.visit(signIn(OTHER_BROWSER, "bob@southwind.test", "11:00", "{\"plan\":\"free\"}"));
      JsonNode answer =
          ask(
              server,
              "{\"profile_id\":\"%s\",\"email\":\"ana@northwind.test\"}".formatted(OTHER_BROWSER));
      assertThat(digest(answer).has("plan:free")).isTrue();
      assertThat(digest(answer).has("plan:team")).isFalse();
      assertThat(digest(answer).has("firstName")).isFalse();
      assertThat(digest(answer).count("events.Invite Sent")).isZero();
      assertThat(digest(answer).has("company.domain:southwind.test")).isTrue();
      assertThat(digest(answer).has("company.domain:northwind.test")).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void idOfOnePerson_thatAnotherSignedInUnder_givesIdAndDigestOfTheSamePerson(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      sendAna(server);
      String ana = read(server, "/profiles/ana@northwind.test").get("profile_id").asText();
      server.visit(signIn(ana, "bob@southwind.test", "11:00", "{\"plan\":\"free\"}"));
      server.visit(event(ana, "m-3", "Bill Paid", "11:01"));
      String bob = read(server, "/profiles/bob@southwind.test").get("profile_id").asText();
      JsonNode answer = ask(server, byId(ana));
      assertThat(answer.get("id").asText()).isEqualTo(bob);
      assertThat(answer.get("a")).isEqualTo(ask(server, byId(bob)).get("a"));
      assertThat(digest(answer).has("plan:free")).isTrue();
      assertThat(digest(answer).has("plan:team")).isFalse();
      assertThat(digest(answer).count("events.Invite Sent")).isZero();
      assertThat(digest(answer).has("company.domain:southwind.test")).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void unknownId_isGivenBackAndNothingIsKept(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      sendAna(server);
      String before = StateDump.of(server.database());
      String other = "9d2b1f64-1111-4abc-8def-001122334455";
      JsonNode answer =
          ask(
              server,
              """
              {"profile_id":"%s","email":"ana@northwind.test","traits":{"a":[{}]},"ip":"192.0.2.1",
               "referrer":null,"start_time":"2026-01-05T10:00:00Z","more":[1,{"profile_id":"x"}]}
              """
                  .formatted(other));
      assertThat(answer.get("id").asText()).isEqualTo(other);
      assertCompany(digest(answer));
      assertNoPerson(digest(answer));
      JsonNode inCapitals = ask(server, byId(BROWSER.toUpperCase(Locale.ROOT)));
      assertNoPerson(digest(inCapitals));
      assertThat(inCapitals.get("id").asText())
          .isNotEqualTo(BROWSER)
          .isEqualToIgnoringCase(BROWSER);
      for (String absent : List.of("{}", "{\"profile_id\":null,\"email\":\"\"}", byId("null"))) {
        JsonNode fresh = ask(server, absent);
        assertThat(fresh.get("id").asText()).as(absent).matches("[0-9a-f-]{36}");
        assertThat(digest(fresh).has("company.domain")).isFalse();
      }
      assertThat(StateDump.of(server.database())).isEqualTo(before);
    }
  }

  @Test
  void visits_moreThanAreLookedBackOn_areBounded() {
    try (TestServer server = TestServer.start(directory)) {
      for (int batch = 0; batch < 3; batch++) {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < 100; i++) {
          events
              .append(i == 0 ? "" : ",")
              .append("{\"event\":\"E\",\"message_id\":\"m-%d-%d\"}".formatted(batch, i));
        }
        server.visit("{\"profile_id\":\"%s\",\"events\":[%s]}".formatted(BROWSER, events));
      }
      assertThat(digest(ask(server, byId(BROWSER))).count("events.E")).isEqualTo(200);
    }
  }

  @Test
  void request_thatCannotBeRead_isAnErrorThatPagesCanSee() {
    try (TestServer server = TestServer.start(directory)) {
      for (String body : List.of("", "{", "{\"email\":", "{}{}", "{\"a\":[}")) {
        HttpResponse<String> reply = server.ask("/profiles", body);
        assertError(reply, 400, "malformed_json");
        assertOpen(reply);
      }
      for (String body : List.of("[]", "7", "null", "\"x\"")) {
        assertError(server.ask("/profiles", body), 400, "not_an_object");
      }
      HttpResponse<String> unknown =
          server.send(
              server
                  .request("/web/projects/pk_nobody/profiles")
                  .POST(BodyPublishers.ofString("{}")));
      assertError(unknown, 401, "unknown_key");
      assertOpen(unknown);
      HttpResponse<String> good = server.ask("/profiles", "{}");
      assertOpen(good);
      assertThat(good.headers().firstValue("Cache-Control")).contains("private, no-store");
    }
  }

  private static void assertOpen(HttpResponse<String> reply) {
    assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
  }

  @Test
  void otherWorkspace_isToldNothing() {
    try (TestServer server = TestServer.start(directory)) {
      sendAna(server);
      HttpResponse<String> reply =
          server.send(
              server
                  .request("/web/projects/" + TestServer.OTHER_PUBLIC_KEY + "/profiles")
                  .POST(BodyPublishers.ofString(byId(BROWSER))));
      assertNoPerson(digest(json(reply)));
      assertThat(digest(json(reply)).has("company.domain")).isFalse();
      assertThat(json(reply).get("id").asText()).isEqualTo(BROWSER);
    }
  }

  @Test
  void setting_company_tellsOfNoPerson() {
    try (TestServer server = TestServer.start(directory, ProfileReply.COMPANY)) {
      sendAna(server);
      JsonNode answer = ask(server, byId(BROWSER));
      assertCompany(digest(answer));
      assertNoPerson(digest(answer));
    }
  }

  @Test
  void setting_off_is404() {
    try (TestServer server = TestServer.start(directory, ProfileReply.OFF)) {
      HttpResponse<String> reply = server.ask("/profiles", byId(BROWSER));
      assertError(reply, 404, "not_found");
      assertThat(json(reply).get("detail").asText()).contains("profiles.reply is off");
      assertOpen(reply);
    }
  }
}
