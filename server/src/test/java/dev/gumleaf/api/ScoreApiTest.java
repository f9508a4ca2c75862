package dev.gumleaf.api;

import static dev.gumleaf.api.Visits.read;
import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Scores are shown, explained, listed, and follow their rules. */
class ScoreApiTest {
  @TempDir Path directory;

  private static void visit(
      TestServer server, String email, String path, int daysAgo, int seconds) {
    server.visit(
        """
        {"email":"%s","page_views":[{"message_id":"%s-%s-%d","page":{"path":"%s",
          "host":"www.acme.test"},"visit_start":"%s","focus_intervals":[%d]}]}
        """
            .formatted(
                email,
                email,
                path,
                daysAgo,
                path,
                Instant.now().minus(Duration.ofDays(daysAgo)),
                seconds * 1000));
  }

  private static void pricingSignal(TestServer server) {
    HttpResponse<String> made =
        server.admin(
            "POST",
            "/api/v1/signals",
            "{\"name\":\"Pricing\",\"rule\":{\"kind\":\"page_view\","
                + "\"when\":{\"field\":\"path\",\"is\":\"/pricing\"}}}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
  }

  private static JsonNode part(JsonNode score, String group) {
    for (JsonNode part : score.get("parts")) {
      if (part.get("group").asText().equals(group)) {
        return part;
      }
    }
    throw new AssertionError("no part " + group);
  }

  @ParameterizedTest
  @EnumSource
  void score_ofACompany_isExplainedAndAddsUp(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory, Visits.knowledge())) {
      pricingSignal(server);
      visit(server, "ana@northwind.test", "/pricing", 0, 60);
      visit(server, "ana@northwind.test", "/docs", 0, 30);
      visit(server, "bob@northwind.test", "/pricing", 3, 10);
      JsonNode score = read(server, "/accounts/northwind.test/score");
      double counted = 0;
      double number = 0;
      for (JsonNode part : score.get("parts")) {
        counted += part.get("counted").asDouble();
        number += part.get("number").asDouble();
      }
      assertThat(counted).isCloseTo(score.get("total").asDouble(), within(1e-9));
      assertThat(number).isCloseTo(score.get("number").asDouble(), within(1e-9));
      assertThat(score.get("strength").asText()).isIn("low", "medium");
      assertThat(score.get("days")).hasSize(2);
      JsonNode signals = part(score, "signals");
      assertThat(signals.get("entries")).hasSize(2);
      assertThat(signals.get("entries").get(0).get("signal").get("id").asLong()).isPositive();
      assertThat(signals.get("entries").get(0).get("person").get("email").asText())
          .isEqualTo("ana@northwind.test");
      double values = 0;
      for (JsonNode entry : signals.get("entries")) {
        values += entry.get("value").asDouble();
      }
      assertThat(values).isCloseTo(signals.get("raw").asDouble(), within(1e-9));
      assertThat(part(score, "pages").get("entries").get(0).get("page").asText())
          .isIn("www.acme.test/pricing", "www.acme.test/docs");
      JsonNode listed = read(server, "/accounts/northwind.test").get("score");
      assertThat(listed.get("number").asDouble())
          .isCloseTo(score.get("number").asDouble(), within(0.11));
      JsonNode history = read(server, "/accounts/northwind.test/score/history?days=5").get("items");
      assertThat(history).hasSize(5);
      assertThat(history.get(0).get("number").asDouble()).isZero();
      assertThat(history.get(4).get("number").asDouble())
          .isCloseTo(score.get("number").asDouble(), within(0.11));
      assertThat(history.get(4).get("people").asInt()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_byScore_isInOrderFilteredAndPaged(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory, Visits.knowledge())) {
      pricingSignal(server);
      for (int company = 1; company <= 5; company++) {
        for (int person = 0; person < company; person++) {
          for (int day = 0; day < company; day++) {
            visit(server, "p" + person + "@co" + company + ".test", "/pricing", day, 60);
          }
        }
      }
      server.batch("{\"domain\":\"quiet.test\",\"identifies\":[{\"type\":\"identify\"}]}");
      assertThat(domains(server, "sort=-score"))
          .containsExactly("co5.test", "co4.test", "co3.test", "co2.test", "co1.test");
      assertThat(domains(server, "sort=score"))
          .containsExactly("co1.test", "co2.test", "co3.test", "co4.test", "co5.test");
      assertThat(domains(server, "sort=-score&strength=very_high")).doesNotContain("co1.test");
      assertThat(domains(server, "sort=-score&q=co3")).containsExactly("co3.test");
      assertThat(domains(server, "sort=-score&trend=new")).hasSize(5);
      assertThat(domains(server, "sort=-score&trend=surging")).isEmpty();
      server.admin(
          "POST",
          "/api/v1/exclusions",
          "{\"kind\":\"account\",\"value\":\"co5.test\",\"reason\":\"ours\"}");
      assertThat(domains(server, "sort=-score")).startsWith("co4.test");
      server.admin("POST", "/api/v1/accounts/co1.test/merges", "{\"from\":\"co5.test\"}");
      Await.until(() ->
          domains(server, "sort=-score&excluded=1")
              .equals(List.of("co1.test", "co4.test", "co3.test", "co2.test")));
    }
  }

  private static List<String> domains(TestServer server, String query) {
    List<String> domains = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = read(server, "/accounts?limit=2&" + query + cursor);
      page.get("items").forEach(item -> domains.add(item.get("domain").asText()));
      JsonNode next = page.get("next_cursor");
      cursor = next.isNull() ? "" : "&cursor=" + next.asText();
    } while (!cursor.isEmpty());
    return domains;
  }

  @ParameterizedTest
  @EnumSource
  void model_changed_scoresTheWholeHistoryAgain(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory, Visits.knowledge())) {
      visit(server, "ana@northwind.test", "/a", 7, 0);
      assertThat(read(server, "/scores/model").get("version").asInt()).isEqualTo(1);
      double before = read(server, "/accounts/northwind.test/score").get("total").asDouble();
      assertThat(before).isCloseTo(0.5, within(0.001));
      HttpResponse<String> changed =
          server.admin(
              "PUT", "/api/v1/scores/model", "{\"half_life_days\":14,\"pages\":{\"points\":8}}");
      assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
      Await.until(() -> read(server, "/scores/model").get("rescoring").isNull());
      JsonNode score = read(server, "/accounts/northwind.test/score");
      assertThat(score.get("total").asDouble()).isCloseTo(8 / Math.sqrt(2), within(0.001));
      assertThat(read(server, "/accounts/northwind.test").get("score").get("number").asDouble())
          .isCloseTo(score.get("number").asDouble(), within(0.11));
      assertThat(read(server, "/scores/model").get("versions")).hasSize(1);
      assertThat(read(server, "/scores/model").get("version").asInt()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"half_life\":7} | half_life is unknown",
        "{\"half_life_days\":3} | half_life_days is 0.5, 1, 2, 7, 14 or 30, not 3",
        "{\"scale\":0} | scale is a number above 0, not 0.0",
        "{\"pages\":{\"group\":\"web\"}} | no such group: web",
        "{\"groups\":[{\"name\":\"people\",\"limit\":1}]} | groups.name",
        "{\"groups\":[{\"name\":\"a\"}]} | groups[0].limit is a number",
        "{\"signals\":[{\"signal_id\":99,\"points\":3}]} | there is no signal with the id 99",
        "{\"repeats\":2} | repeats is above 0 and at most 1, not 2.0",
        "{\"time\":7} | time is an object",
      })
  void model_whatIsWrong_isSaidAndNothingChanges(String rules, String message) {
    try (TestServer server = TestServer.start(directory)) {
      HttpResponse<String> reply = server.admin("PUT", "/api/v1/scores/model", rules);
      assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
      assertThat(json(reply).toString()).contains(message);
      assertThat(read(server, "/scores/model").get("versions")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void score_ofOthers_isNotThere(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      assertThat(server.admin("GET", "/api/v1/accounts/nobody.test/score", "").statusCode())
          .isEqualTo(404);
      server.batch("{\"domain\":\"quiet.test\",\"identifies\":[{\"type\":\"identify\"}]}");
      JsonNode score = read(server, "/accounts/quiet.test/score");
      assertThat(score.get("number").asDouble()).isZero();
      assertThat(score.get("strength").asText()).isEqualTo("none");
      assertThat(score.get("trend").asText()).isEqualTo("new");
    }
  }
}
