package dev.gumleaf.api;

import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.preview.PreviewLimits;
import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules are tried on what was sent before, over HTTP. */
class PreviewApiTest {
  private static final String PRICING =
      "{\"kind\":\"page_view\",\"when\":{\"field\":\"path\",\"is\":\"/pricing\"}}";

  /** Noon, so that a few hours more or less are the same day. */
  private final Instant noon =
      Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12));

  @TempDir Path directory;

  private Instant ago(double days) {
    return noon.minus(Duration.ofMinutes((long) (days * 24 * 60)));
  }

  private void view(TestServer server, String id, String path, double days) {
    server.visit(
        """
        {"profile_id":"%s","page_views":[{"message_id":"%s%s%s","visit_start":"%s",
          "focus_intervals":[20000],"page":{"path":"%s","url":"https://www.northwind.test%s"}}]}
        """
            .formatted(id, id, path, days, ago(days), path, path));
  }

  private void signIn(TestServer server, String id, String email, double days) {
    server.visit(
        """
        {"profile_id":"%s","email":"%s","identifies":[{"sent_at":"%s","traits":{"name":"N"}}]}
        """
            .formatted(id, email, ago(days)));
  }

  private void buy(TestServer server, String domain, double days) {
    server.batch(
        """
        {"domain":"%s","events":[{"type":"track","event":"Bought","sent_at":"%s"}]}
        """
            .formatted(domain, ago(days)));
  }

  private static JsonNode preview(TestServer server, String body) {
    HttpResponse<String> reply = server.admin("POST", "/api/v1/signals/preview", body);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    JsonNode run = json(reply);
    assertThat(json(server.get("/api/v1/previews/" + run.get("id").asText()))).isEqualTo(run);
    return run.get("result");
  }

  private static long count(TestServer server, String table) {
    return server
        .database()
        .read(tx -> tx.query("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one());
  }

  @ParameterizedTest
  @EnumSource
  void signal_onThePast_countsDaysPeopleCompaniesAndShowsTheNewest(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory, Visits.knowledge())) {
      signIn(server, "dev-1", "ana@northwind.test", 20);
      view(server, "dev-1", "/pricing", 3);
      view(server, "dev-1", "/pricing", 1.1);
      view(server, "dev-1", "/pricing", 1);
      view(server, "dev-1", "/blog", 1);
      view(server, "dev-2", "/pricing", 2);
      view(server, "dev-3", "/pricing", 40);
      signIn(server, "dev-9", "me@ours.test", 20);
      view(server, "dev-9", "/pricing", 2);
      server.admin(
          "POST", "/api/v1/exclusions", "{\"kind\":\"mail_domain\",\"value\":\"ours.test\"}");
      server.admin(
          "POST",
          "/api/v1/signals",
          "{\"name\":\"Blog\",\"rule\":" + PRICING.replace("pricing", "blog") + "}");
      JsonNode past = preview(server, "{\"rule\":" + PRICING + ",\"days\":7}");
      assertThat(past.get("fires").asLong()).isEqualTo(4);
      assertThat(past.get("people").asLong()).isEqualTo(2);
      assertThat(past.get("companies").asLong()).isEqualTo(1);
      assertThat(past.get("without_company").asLong()).isEqualTo(1);
      assertThat(past.get("left_out").get("own_people").asLong()).isEqualTo(1);
      assertThat(past.get("days").findValuesAsText("fires"))
          .containsExactly("0", "0", "0", "1", "1", "2", "0");
      JsonNode newest = past.get("newest");
      assertThat(newest).hasSize(4);
      assertThat(newest.get(0).get("at").asText()).isEqualTo(Json.time(ago(1)));
      assertThat(newest.get(0).get("domain").asText()).isEqualTo("northwind.test");
      assertThat(newest.get(0).get("person").get("email").asText()).isEqualTo("ana@northwind.test");
      assertThat(newest.get(0).get("evidence").get("path").asText()).isEqualTo("/pricing");
      JsonNode overlap = past.get("overlap").get(0);
      assertThat(overlap.get("signal").get("name").asText()).isEqualTo("Blog");
      assertThat(overlap.get("companies").asLong()).isEqualTo(1);
      assertThat(overlap.get("both").asLong()).isEqualTo(1);
      assertThat(past.get("conversion").isNull()).isTrue();
      assertThat(count(server, "signal_hits")).as("nothing is written").isZero();
      assertThat(count(server, "signals")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void signal_withAConversion_countsOnlyWhatWasBeforeAndKnown(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      for (int i = 0; i < 4; i++) {
        signIn(server, "dev-" + i, "ana@c" + i + ".test", 25);
        view(server, "dev-" + i, "/blog", 25);
      }
      // Looks, then buys.
      view(server, "dev-0", "/pricing", 15);
      buy(server, "c0.test", 12);
      // Buys, then looks.
      view(server, "dev-1", "/pricing", 15);
      buy(server, "c1.test", 16);
      // Looks, and does not buy.
      view(server, "dev-2", "/pricing", 15);
      // Looked before anybody knew of which company.
      view(server, "dev-late", "/pricing", 20);
      signIn(server, "dev-late", "bo@c3.test", 9);
      buy(server, "c3.test", 10);
      JsonNode conversion =
          preview(
                  server,
                  """
                  {"rule":%s,"days":30,"conversion":{"event":"Bought","window_days":7}}
                  """
                      .formatted(PRICING))
              .get("conversion");
      assertThat(conversion.get("companies").asLong()).isEqualTo(4);
      assertThat(conversion.get("converted").asLong()).isEqualTo(3);
      assertThat(conversion.get("fired").asLong()).isEqualTo(2);
      assertThat(conversion.get("foretold").asLong()).isEqualTo(1);
      assertThat(conversion.get("precision").asDouble()).isEqualTo(0.5);
      assertThat(conversion.get("median_lead_seconds").asLong()).isEqualTo(3 * 24 * 3_600);
      assertThat(conversion.get("window_days").asInt()).isEqualTo(7);
      JsonNode lift = conversion.get("lift");
      assertThat(lift.get("times").asDouble())
          .isGreaterThan(1)
          .isBetween(lift.get("low").asDouble(), lift.get("high").asDouble());
    }
  }

  @ParameterizedTest
  @EnumSource
  void conversion_ofASignalOrATrait_isFoundLikeAnEvent(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      signIn(server, "dev-0", "ana@c0.test", 25);
      view(server, "dev-0", "/pricing", 15);
      buy(server, "c0.test", 12);
      server.batch(
          """
          {"domain":"c0.test","identifies":[
            {"type":"identify","sent_at":"%s","traits":{"plan":"free"}},
            {"type":"identify","sent_at":"%s","traits":{"plan":"team"}}]}
          """
              .formatted(ago(25), ago(12)));
      server.admin(
          "POST",
          "/api/v1/signals",
          "{\"name\":\"S\",\"rule\":{\"kind\":\"event\",\"event\":\"Bought\"},\"enabled\":false}");
      for (String each :
          new String[] {
            "{\"signal\":1,\"window_days\":7}",
            "{\"trait\":\"plan\",\"becomes\":{\"is\":\"team\"},\"window_days\":7}"
          }) {
        JsonNode conversion =
            preview(server, "{\"rule\":" + PRICING + ",\"conversion\":" + each + "}")
                .get("conversion");
        assertThat(conversion.get("foretold").asLong()).as(each).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void preview_badlyAsked_saysWhatIsWrong(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      assertRefused(server, "{\"rule\":{\"kind\":\"none\"}}", "rule.kind is page_view");
      assertRefused(server, "{}", "rule is missing");
      assertRefused(server, "{\"rule\":%s,\"days\":91}", "days is from 1 to 90");
      assertRefused(server, "{\"rule\":%s,\"conversion\":{}}", "has an event, a signal or a trait");
      assertRefused(
          server,
          "{\"rule\":%s,\"conversion\":{\"event\":\"E\",\"window_days\":8}}",
          "window_days is 7, 14, 28 or 90");
      assertRefused(
          server, "{\"rule\":%s,\"conversion\":{\"signal\":1}}", "is the id of no signal");
      assertRefused(
          server,
          "{\"rule\":%s,\"conversion\":{\"trait\":\"plan\",\"is\":1}}",
          "conversion has no member is");
      assertThat(server.get("/api/v1/previews/prev_0").statusCode()).isEqualTo(404);
      assertThat(server.admin("DELETE", "/api/v1/previews/prev_0", "").statusCode()).isEqualTo(404);
    }
  }

  private static void assertRefused(TestServer server, String body, String detail) {
    HttpResponse<String> reply =
        server.admin("POST", "/api/v1/signals/preview", body.replace("%s", PRICING));
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
    assertThat(json(reply).get("detail").asText()).contains(detail);
  }

  @ParameterizedTest
  @EnumSource
  void run_ofAnotherWorkspaceOrForgotten_isNotThere(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      String body = "{\"rule\":" + PRICING + "}";
      String first = path(server, body);
      String second = path(server, body);
      String third = path(server, body);
      assertThat(server.get(first, TestServer.OTHER_SECRET_KEY).statusCode()).isEqualTo(404);
      assertThat(server.admin("DELETE", first, "").statusCode()).isEqualTo(204);
      assertThat(server.get(first).statusCode()).isEqualTo(404);
      assertThat(server.get(second).statusCode()).isEqualTo(200);
      server.admin("POST", "/api/v1/deletion-requests", "{\"emails\":[\"ana@northwind.test\"]}");
      assertThat(server.get(second).statusCode())
          .as("somebody who is in it may have to go")
          .isEqualTo(404);
      assertThat(server.get(third).statusCode()).isEqualTo(404);
    }
  }

  private static String path(TestServer server, String body) {
    return "/api/v1/previews/"
        + json(server.admin("POST", "/api/v1/signals/preview", body)).get("id").asText();
  }

  @ParameterizedTest
  @EnumSource
  void audience_onThePast_countsEachDayAndSaysWhatIsOfToday(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      for (int i = 0; i < 3; i++) {
        signIn(server, "dev-" + i, "ana@c" + i + ".test", 25);
      }
      view(server, "dev-0", "/pricing", 15);
      view(server, "dev-1", "/pricing", 3);
      buy(server, "c0.test", 12);
      buy(server, "c2.test", 12);
      server.admin(
          "POST",
          "/api/v1/audiences",
          """
          {"name":"C1","kind":"accounts","filter":{"field":"domain","is":"c1.test"}}
          """);
      server.admin(
          "POST",
          "/api/v1/audiences",
          "{\"name\":\"V\",\"kind\":\"visitors\",\"filter\":{\"all\":[]}}");
      HttpResponse<String> reply =
          server.admin(
              "POST",
              "/api/v1/audiences/preview",
              """
              {"kind":"accounts","days":5,"conversion":{"event":"Bought","window_days":14},
               "filter":{"all":[
                 {"did":"page_view","path":{"starts_with":"/pricing"},"in_last_days":10},
                 {"not":{"field":"trait.plan","is":"team"}}]}}
              """);
      assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
      assertThat(json(reply).get("count").asLong()).isEqualTo(1);
      JsonNode past = json(reply).get("past").get("result");
      assertThat(past.get("days").findValuesAsText("count"))
          .containsExactly("0", "1", "1", "1", "1");
      assertThat(past.get("not_dated").findValuesAsText("where"))
          .containsExactly("filter.all[0]", "filter.all[1].not");
      assertThat(past.get("not_dated").findValuesAsText("about"))
          .containsExactly("page_view", "trait.plan");
      assertThat(past.get("overlap")).hasSize(1);
      assertThat(past.get("overlap").get(0).get("members").asLong()).isEqualTo(1);
      assertThat(past.get("overlap").get(0).get("both").asLong()).isEqualTo(1);
      JsonNode conversion = past.get("conversion");
      assertThat(conversion.get("companies").asLong()).isEqualTo(3);
      assertThat(conversion.get("converted").asLong()).isEqualTo(2);
      assertThat(conversion.get("fired").asLong()).isEqualTo(1);
      assertThat(conversion.get("foretold").asLong()).isEqualTo(1);
      assertThat(conversion.get("lift").get("times").asDouble()).isEqualTo(1.5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void audience_withoutAPast_isAnsweredAsOfNow(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      String all = "{\"kind\":\"visitors\",\"filter\":{\"all\":[]}%s}";
      JsonNode now = json(server.admin("POST", "/api/v1/audiences/preview", all.formatted("")));
      assertThat(now.get("past").isNull()).isTrue();
      assertThat(
              server
                  .admin(
                      "POST",
                      "/api/v1/audiences/preview",
                      all.formatted(",\"conversion\":{\"event\":\"E\"}"))
                  .body())
          .contains("conversion is for audiences of accounts");
      HttpResponse<String> past =
          server.admin("POST", "/api/v1/audiences/preview", all.formatted(",\"days\":2"));
      assertThat(json(past).get("past").get("result").get("days")).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_thatTakesLongerThanARequestWaits_isReadLater(Engine engine) {
    PreviewLimits all = PreviewLimits.DEFAULT;
    PreviewLimits impatient =
        new PreviewLimits(
            1,
            all.waiting(),
            all.keptFor(),
            all.kept(),
            Duration.ZERO,
            all.longest(),
            all.entries(),
            all.subjects());
    try (TestServer server = TestServer.start(engine, directory, impatient)) {
      view(server, "dev-1", "/pricing", 1);
      HttpResponse<String> reply =
          server.admin("POST", "/api/v1/signals/preview", "{\"rule\":" + PRICING + "}");
      assertThat(reply.statusCode()).isIn(200, 202);
      String path = "/api/v1/previews/" + json(reply).get("id").asText();
      Await.until(() -> json(server.get(path)).get("status").asText().equals("done"));
      JsonNode run = json(server.get(path));
      assertThat(run.get("result").get("fires").asLong()).isEqualTo(1);
      assertThat(run.get("progress").get("done")).isEqualTo(run.get("progress").get("of"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void score_underEachHalfLife_ranksThoseWhoConvertByWhatTheyHadBefore(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      for (int i = 0; i < 4; i++) {
        signIn(server, "dev-" + i, "ana@c" + i + ".test", 25);
      }
      // Much, long before the purchase; one other had little since, two nothing.
      for (int path = 0; path < 8; path++) {
        view(server, "dev-0", "/page" + path, 18);
      }
      view(server, "dev-1", "/pricing", 4);
      buy(server, "c0.test", 3);
      // What is done on the day itself, or afterwards, says nothing.
      view(server, "dev-0", "/pricing", 3);
      HttpResponse<String> reply =
          server.admin("POST", "/api/v1/scores/preview", "{\"conversion\":{\"event\":\"Bought\"}}");
      assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
      JsonNode past = json(reply).get("result");
      assertThat(past.get("companies").asLong()).isEqualTo(4);
      assertThat(past.get("conversions").asLong()).isEqualTo(1);
      JsonNode all = past.get("half_lives");
      assertThat(all.findValuesAsText("half_life_days"))
          .containsExactly("0.5", "1", "2", "7", "14", "30");
      assertThat(all.get(0).get("auc").asDouble())
          .as("what is long ago is forgotten quickly")
          .isLessThan(1);
      assertThat(all.get(5).get("auc").asDouble()).as("and slowly").isEqualTo(1);
      all.forEach(each -> {
        long of = 0;
        for (JsonNode ten : each.get("tens")) {
          of += ten.asLong();
        }
        assertThat(of).isEqualTo(4);
      });
      assertThat(server.admin("POST", "/api/v1/scores/preview", "{}").body())
          .contains("conversion is missing");
    }
  }
}
