package dev.gumleaf.api;

import static dev.gumleaf.api.IngestApiTest.assertError;
import static dev.gumleaf.api.Visits.read;
import static dev.gumleaf.api.Visits.signIn;
import static dev.gumleaf.api.Visits.walk;
import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is left out of lists, from when on, and that it can be taken back. */
class ExclusionApiTest {
  @TempDir Path directory;

  private static HttpResponse<String> exclude(TestServer server, String kind, String value) {
    return server.admin(
        "POST",
        "/api/v1/exclusions",
        "{\"kind\":\"%s\",\"value\":\"%s\",\"reason\":\"ours\"}".formatted(kind, value));
  }

  private static String id(HttpResponse<String> made) {
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return json(made).get("id").asText();
  }

  private static void delete(TestServer server, String id) {
    HttpResponse<String> reply = server.admin("DELETE", "/api/v1/exclusions/" + id, "");
    assertThat(reply.statusCode()).isEqualTo(204);
    assertThat(reply.body()).isEmpty();
  }

  private static List<String> people(TestServer server) {
    return walk(server, "/profiles", 1, "email");
  }

  @ParameterizedTest
  @EnumSource
  void email_excluded_isOffListsUntilItIsDeleted(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      server.visit(signIn("dev-1", "ana@northwind.test", "10:00", "{}"));
      server.visit(signIn("dev-2", "bob@northwind.test", "10:01", "{}"));
      JsonNode made = json(exclude(server, "email", " Ana@Northwind.test "));
      assertThat(made.get("value").asText()).isEqualTo("ana@northwind.test");
      assertThat(made.get("created_by").asText()).isEqualTo("sk_first_");
      assertThat(people(server)).containsExactly("bob@northwind.test");
      assertThat(walk(server, "/profiles?internal=1", 1, "email"))
          .containsExactly("bob@northwind.test", "ana@northwind.test");
      assertThat(read(server, "/profiles/ana@northwind.test").get("internal").asBoolean()).isTrue();
      assertError(exclude(server, "email", "ana@northwind.test"), 409, "conflict");
      delete(server, made.get("id").asText());
      assertThat(people(server)).containsExactly("bob@northwind.test", "ana@northwind.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void mailDomain_excluded_holdsForPeopleWhoComeLater(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      server.visit(signIn("dev-1", "ana@northwind.test", "10:00", "{}"));
      String domain = id(exclude(server, "mail_domain", "@Northwind.test"));
      server.visit(signIn("dev-2", "bob@northwind.test", "10:01", "{}"));
      server.visit(signIn("dev-3", "cid@mail.northwind.test", "10:02", "{}"));
      server.visit(signIn("dev-4", "dan@notnorthwind.test", "10:03", "{}"));
      assertThat(people(server))
          .containsExactly("dan@notnorthwind.test", "cid@mail.northwind.test");
      String bob = id(exclude(server, "email", "bob@northwind.test"));
      delete(server, domain);
      assertThat(people(server))
          .as("bob has a rule of his own")
          .doesNotContain("bob@northwind.test");
      delete(server, bob);
      assertThat(people(server)).hasSize(4);
      assertThat(id(exclude(server, "mail_domain", "gmail.com"))).as("of a provider").isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void account_excluded_isOffListsAlsoWhenItComesLater(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      String batch = "{\"domain\":\"%s\",\"events\":[{\"type\":\"track\",\"event\":\"E\"}]}";
      server.batch(batch.formatted("northwind.test"));
      String north = id(exclude(server, "account", "https://www.Northwind.test/about"));
      String south = id(exclude(server, "account", "southwind.test"));
      server.batch(batch.formatted("southwind.test"));
      server.batch(batch.formatted("initech.test"));
      assertThat(walk(server, "/accounts", 1, "domain")).containsExactly("initech.test");
      assertThat(walk(server, "/accounts?excluded=1", 1, "domain")).hasSize(3);
      assertThat(read(server, "/accounts/northwind.test").get("excluded").asBoolean()).isTrue();
      assertThat(walk(server, "/exclusions", 1, "value"))
          .containsExactly("southwind.test", "northwind.test");
      delete(server, north);
      delete(server, south);
      assertThat(walk(server, "/accounts", 1, "domain")).hasSize(3);
      assertThat(walk(server, "/exclusions", 1, "value")).isEmpty();
    }
  }

  private static String merge(TestServer server, String from, String into) {
    return id(
        server.admin(
            "POST",
            "/api/v1/accounts/%s/merges".formatted(into),
            "{\"from\":\"%s\",\"reason\":\"same\"}".formatted(from)));
  }

  private static boolean isExcluded(TestServer server, String domain) {
    return read(server, "/accounts/" + domain).get("excluded").asBoolean();
  }

  @ParameterizedTest
  @EnumSource
  void account_excludedByAnyOfItsDomains_isOffLists(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      for (String domain : List.of("northwind.test", "southwind.test", "initech.test")) {
        server.batch(
            "{\"domain\":\"%s\",\"events\":[{\"type\":\"track\",\"event\":\"E\"}]}"
                .formatted(domain));
      }
      server.admin(
          "POST", "/api/v1/accounts/northwind.test/domains", "{\"domain\":\"alias.test\"}");
      String merge = merge(server, "southwind.test", "northwind.test");
      String alias = id(exclude(server, "account", "alias.test"));
      String south = id(exclude(server, "account", "southwind.test"));
      assertThat(isExcluded(server, "northwind.test")).isTrue();
      assertThat(walk(server, "/accounts", 1, "domain")).containsExactly("initech.test");

      delete(server, alias);
      assertThat(isExcluded(server, "northwind.test")).as("southwind.test has a rule").isTrue();
      server.admin("POST", "/api/v1/account-merges/%s/undo".formatted(merge), "");
      assertThat(isExcluded(server, "southwind.test")).isTrue();
      assertThat(walk(server, "/accounts", 1, "domain"))
          .containsExactlyInAnyOrder("initech.test", "northwind.test");

      merge(server, "southwind.test", "northwind.test");
      merge(server, "northwind.test", "initech.test");
      assertThat(isExcluded(server, "initech.test")).as("a company stays left out").isTrue();
      assertThat(walk(server, "/accounts", 1, "domain")).isEmpty();
      delete(server, south);
      assertThat(walk(server, "/accounts", 1, "domain")).containsExactly("initech.test");
    }
  }

  @Test
  void badValues_areNamed() {
    try (TestServer server = TestServer.start(directory)) {
      for (String body :
          List.of(
              "{}",
              "{\"kind\":\"email\"}",
              "{\"kind\":\"person\",\"value\":\"ana@northwind.test\"}",
              "{\"kind\":\"email\",\"value\":\"northwind.test\"}",
              "{\"kind\":\"email\",\"value\":7}",
              "{\"kind\":\"mail_domain\",\"value\":\"localhost\"}",
              "{\"kind\":\"mail_domain\",\"value\":\"@\"}",
              "{\"kind\":\"account\",\"value\":\"gmail.com\"}",
              "{\"kind\":\"account\",\"value\":\"192.0.2.1\"}",
              "{\"kind\":\"account\",\"value\":\"a.test\",\"until\":1}")) {
        HttpResponse<String> reply = server.admin("POST", "/api/v1/exclusions", body);
        assertThat(reply.statusCode()).as("%s: %s", body, reply.body()).isEqualTo(400);
        assertError(reply, 400, "bad_parameter");
      }
      assertError(server.admin("DELETE", "/api/v1/exclusions/7", ""), 404, "not_found");
      assertError(server.admin("DELETE", "/api/v1/exclusions/x", ""), 400, "bad_parameter");
    }
  }

  @Test
  void exclusion_ofAnotherWorkspace_isNotThere() {
    try (TestServer server = TestServer.start(directory)) {
      String id = id(exclude(server, "email", "ana@northwind.test"));
      String other = TestServer.OTHER_SECRET_KEY;
      assertThat(json(server.get("/api/v1/exclusions", other)).get("items")).isEmpty();
      assertError(
          server.send(
              server
                  .request("/api/v1/exclusions/" + id)
                  .header("Authorization", "Bearer " + other)
                  .method("DELETE", BodyPublishers.noBody())),
          404,
          "not_found");
      assertThat(walk(server, "/exclusions", 1, "id")).containsExactly(id);
    }
  }
}
