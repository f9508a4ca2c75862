package dev.gumleaf.api;

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
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is shown of the people of companies. */
class VisitorApiTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void account_withPeople_countsThemAndWhatTheyDid(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory, Visits.knowledge())) {
      server.batch(
          """
          {"domain":"northwind.test","events":[{"type":"track","event":"E",
            "sent_at":"2026-01-05T10:10:00Z"}]}
          """);
      assertThat(read(server, "/accounts/northwind.test/visitors").get("items")).isEmpty();
      server.visit(view("dev-1", "v-1", "10:00"));
      server.visit(event("dev-1", "m-1", "Invite Sent", "10:01"));
      server.measure(form("dev-1", "f-1", "ana@northwind.test", "10:02"));
      server.visit(signIn("dev-1", "ana@northwind.test", "10:05", "{}"));
      server.visit(view("dev-2", "v-2", "10:20"));
      server.visit(signIn("dev-2", "bob@northwind.test", "10:30", "{}"));
      server.visit(view("dev-3", "v-3", "10:40").replaceFirst("\\{", "{\"ip\":\"198.51.100.7\","));

      JsonNode account = read(server, "/accounts/northwind.test");
      assertThat(account.get("counts"))
          .hasToString(
              "{\"events\":1,\"identifies\":0,\"marked\":0,\"visitors\":2,\"page_views\":2,"
                  + "\"form_submissions\":1,\"visitor_events\":1,\"focus_seconds\":3}");
      assertThat(account.get("first_seen_at").asText()).isEqualTo("2026-01-05T10:00:00.000Z");
      assertThat(account.get("last_seen_at").asText()).isEqualTo("2026-01-05T10:30:00.000Z");
      assertThat(walk(server, "/accounts", 1, "domain"))
          .containsExactly("initech.test", "northwind.test");
      assertThat(read(server, "/accounts").get("items").get(1).get("counts"))
          .isEqualTo(account.get("counts"));
      assertThat(walk(server, "/accounts/northwind.test/visitors", 1, "email"))
          .containsExactly("bob@northwind.test", "ana@northwind.test");
      JsonNode anonymous =
          read(server, "/accounts/initech.test/visitors?known=0").get("items").get(0);
      assertThat(anonymous.get("account").get("via").asText()).isEqualTo("address");
      assertThat(anonymous.get("account").get("confidence").asText()).isEqualTo("high");
      assertThat(anonymous.get("account").get("since").asText())
          .isEqualTo("2026-01-05T10:40:00.000Z");
      assertThat(read(server, "/accounts/initech.test/visitors?known=1").get("items")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void account_withMergedOnes_showsThePeopleAndFormsOfAll(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      for (int i = 1; i <= 4; i++) {
        String email = "p%d@%s.test".formatted(i, i % 2 == 0 ? "northwind" : "southwind");
        server.measure(form("dev-" + i, "f-" + i, email, "10:0" + i));
        server.visit(signIn("dev-" + i, email, "11:0" + i, "{\"name\":\"P%d\"}".formatted(i)));
      }
      server.admin(
          "POST", "/api/v1/accounts/northwind.test/merges", "{\"from\":\"southwind.test\"}");
      String merged = "/accounts/southwind.test";
      assertThat(walk(server, merged + "/visitors", 1, "name"))
          .containsExactly("P4", "P3", "P2", "P1");
      assertThat(walk(server, merged + "/form-submissions", 1, "message_id"))
          .containsExactly("f-4", "f-3", "f-2", "f-1");
      JsonNode form = read(server, merged + "/form-submissions").get("items").get(0);
      assertThat(form.get("person").get("name").asText()).isEqualTo("P4");
      assertThat(form.get("profile_id").asText()).isEqualTo("dev-4");
      assertThat(read(server, merged).get("counts").get("visitors").asInt()).isEqualTo(4);
      assertThat(read(server, "/profiles/dev-1").get("account").get("domain").asText())
          .as("shown as part of what the account is merged into")
          .isEqualTo("northwind.test");
      assertThat(read(server, "/profiles/dev-1").get("other_accounts")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void internalPeopleAndExcludedCompanies_areShownOnRequestOnly(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      server.visit(signIn("dev-1", "ana@northwind.test", "10:05", "{}"));
      server.visit(signIn("dev-2", "bob@northwind.test", "10:06", "{}"));
      server
          .database()
          .write(tx -> {
            tx.update("UPDATE accounts SET excluded = 1").execute();
            return tx.update("UPDATE profiles SET internal = 1 WHERE subject LIKE 'bob%'")
                .execute();
          });
      assertThat(walk(server, "/accounts", 1, "domain")).isEmpty();
      assertThat(walk(server, "/accounts?q=north", 1, "domain")).isEmpty();
      assertThat(walk(server, "/accounts?excluded=1", 1, "domain"))
          .containsExactly("northwind.test");
      assertThat(walk(server, "/accounts?excluded=1&q=north", 1, "excluded"))
          .containsExactly("true");
      assertThat(walk(server, "/accounts/northwind.test/visitors", 1, "email"))
          .containsExactly("ana@northwind.test");
      assertThat(walk(server, "/accounts/northwind.test/visitors?internal=1", 1, "email"))
          .containsExactly("bob@northwind.test", "ana@northwind.test");
      assertThat(read(server, "/accounts/northwind.test").get("counts").get("visitors").asInt())
          .isEqualTo(1);
    }
  }
}
