package dev.gumleaf.api;

import static dev.gumleaf.api.Visits.read;
import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Firmographics are imported, models set and learnt, and fits explained. */
class FitApiTest {
  private static final String MODEL =
      """
      {"rules":[{"criterion":"size","attribute":"employees","at_least":100,"points":50.5},
        {"criterion":"size","attribute":"employees","at_least":10,"points":20},
        {"attribute":"industry","any_of":["Software","games"],"points":30.25},
        {"attribute":"country","is":"xx","points":-10}]}
      """;

  @TempDir Path directory;

  private static JsonNode take(TestServer server, String type, String body) {
    HttpResponse<String> reply =
        server.send(
            server
                .request("/api/v1/firmographics?source=crm")
                .header("Authorization", "Bearer " + TestServer.SECRET_KEY)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return json(reply);
  }

  private static HttpResponse<String> model(TestServer server, String body) {
    return server.admin("PUT", "/api/v1/fit/model", body);
  }

  private static void company(TestServer server, String domain, String traits) {
    HttpResponse<String> sent =
        server.batch(
            "{\"domain\":\"%s\",\"identifies\":[{\"type\":\"identify\",\"traits\":%s}]}"
                .formatted(domain, traits));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
  }

  private static List<String> problems(JsonNode reply) {
    List<String> problems = new ArrayList<>();
    reply
        .get("problems")
        .forEach(
            each -> problems.add(each.get("line").asText() + ": " + each.get("problem").asText()));
    return problems;
  }

  @ParameterizedTest
  @EnumSource
  void fit_ofAnAccount_isExplainedFromNoModelToAGrade(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      company(server, "a.test", "{\"employees\":120,\"industry\":\"Games\"}");
      company(server, "b.test", "{\"employees\":12}");
      company(server, "c.test", "{\"city\":\"Oslo\"}");
      assertThat(read(server, "/accounts/a.test/fit").get("state").asText()).isEqualTo("no_model");
      assertThat(server.get("/api/v1/fit/model").statusCode()).isEqualTo(404);
      assertThat(json(server.get("/api/v1/fit/distribution")).get("detail").asText())
          .isEqualTo("this workspace has no model of fit yet; PUT /api/v1/fit/model makes one");

      JsonNode made = json(model(server, MODEL));
      assertThat(made.get("in_force").booleanValue()).isFalse();
      assertThat(made.get("progress"))
          .hasToString("{\"stage\":\"counting\",\"accounts\":3,\"accounts_done\":0}");
      assertThat(read(server, "/accounts/a.test/fit").get("state").asText()).isEqualTo("counting");
      server.settleFits();
      JsonNode stored = read(server, "/fit/model");
      assertThat(stored.get("in_force").booleanValue()).isTrue();
      assertThat(stored.get("progress").get("stage").asText()).isEqualTo("done");
      assertThat(stored.get("rules").get(2))
          .hasToString(
              "{\"criterion\":\"industry\",\"attribute\":\"industry\","
                  + "\"any_of\":[\"games\",\"software\"],\"points\":30.25}");

      JsonNode fit = read(server, "/accounts/a.test/fit");
      assertThat(fit.get("number").asInt()).isEqualTo(100);
      assertThat(fit.get("label").asText()).isEqualTo("A (75%)");
      assertThat(fit.get("percentile").asInt()).isEqualTo(75);
      double points = 0;
      for (JsonNode part : fit.get("parts")) {
        points += part.get("points").doubleValue();
      }
      assertThat(points).isEqualTo(fit.get("points").doubleValue()).isEqualTo(80.75);
      assertThat(fit.get("points_lowest").doubleValue()).isEqualTo(-10);
      assertThat(fit.get("points_highest").doubleValue()).isEqualTo(80.75);
      assertThat(fit.get("unknown")).hasToString("[\"country\"]");
      assertThat(fit.get("facts").get(0).get("source").asText()).isEqualTo("server");
      assertThat(read(server, "/accounts/b.test/fit").get("label").asText()).isEqualTo("C (25%)");
      JsonNode unknown = read(server, "/accounts/c.test/fit");
      assertThat(unknown.get("state").asText()).isEqualTo("nothing_known");
      assertThat(unknown.get("label").asText()).isEqualTo("--");
      assertThat(unknown.get("number").isNull()).isTrue();
      assertThat(unknown.get("unknown")).hasSize(3);
      assertThat(server.get("/api/v1/accounts/d.test/fit").statusCode()).isEqualTo(404);

      JsonNode distribution = read(server, "/fit/distribution");
      assertThat(distribution.get("accounts").asInt()).isEqualTo(2);
      assertThat(distribution.get("accounts_without_fit").asInt()).isEqualTo(1);
      assertThat(distribution.get("grades"))
          .hasToString(
              "[{\"grade\":\"A\",\"from\":100,\"accounts\":1},"
                  + "{\"grade\":\"B\",\"from\":35,\"accounts\":0},"
                  + "{\"grade\":\"C\",\"from\":34,\"accounts\":1},"
                  + "{\"grade\":\"D\",\"from\":1,\"accounts\":0}]");
      assertThat(json(server.get("/api/v1/fit/model", TestServer.OTHER_SECRET_KEY)).get("status"))
          .hasToString("404");
    }
  }

  @ParameterizedTest
  @EnumSource
  void model_whatIsWrong_isSaidAndKeepsNothing(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      assertThat(
              json(model(server, "{\"rules\":[{\"attribute\":\"a\",\"points\":1}]}")).get("detail"))
          .hasToString(
              "\"rules[0] asks for one of is, any_of, is_set, or a range by at_least and"
                  + " less_than\"");
      assertThat(json(model(server, "{}")).get("detail")).hasToString("\"rules is missing\"");
      assertThat(server.get("/api/v1/fit/model").statusCode()).isEqualTo(404);
      assertThat(model(server, MODEL.replaceFirst("\\{", "{\"version\":0,")).statusCode())
          .isEqualTo(200);
      HttpResponse<String> late = model(server, MODEL.replaceFirst("\\{", "{\"version\":0,"));
      assertThat(late.statusCode()).isEqualTo(409);
      assertThat(late.body()).contains("to version 1");
      assertThat(json(model(server, MODEL)).get("version").asInt()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void import_csvWithBadLines_takesTheGoodOnesAndNamesTheOthers(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      company(server, "a.test", "{\"employees\":1}");
      JsonNode reply =
          take(
              server,
              "text/csv; charset=utf-8",
              """
              \ufeffDomain,Employee Count,industry,technologies,hiring,sic\r
              https://www.a.test/about,1200,"Software, mostly",Segment; Snowflake;,TRUE,0742\r
              b.test,,,,,\r
              gmail.com,1,x,,,\r
              c.test,5,x\r
              nonsense,5,x,,,\r
              d.test,3.50,,,,\r
              ,5,x,,,\r
              """);
      assertThat(problems(reply))
          .containsExactly(
              "3: it says nothing about the company",
              "4: domain belongs to a mailbox provider, not to a company",
              "5: it has 3 columns, and the head has 6",
              "6: domain is not a company's web domain: it has a single label",
              "8: it names no domain");
      assertThat(reply.get("lines").asInt()).isEqualTo(7);
      assertThat(reply.get("taken").asInt()).isEqualTo(2);
      assertThat(reply.get("accounts").asInt()).isEqualTo(1);
      List<String> values = new ArrayList<>();
      read(server, "/firmographics/www.a.test")
          .get("items")
          .forEach(each -> values.add(each.get("attribute").asText() + " " + each.get("value")));
      assertThat(values)
          .containsExactly(
              "employee_count 1200",
              "hiring true",
              "industry \"Software, mostly\"",
              "sic \"0742\"",
              "technologies [\"Segment\",\"Snowflake\"]");
      assertThat(read(server, "/firmographics/d.test").get("items").get(0).get("source").asText())
          .isEqualTo("crm");
      assertThat(server.get("/api/v1/firmographics/b.test").statusCode()).isEqualTo(404);
      assertThat(server.admin("DELETE", "/api/v1/firmographics/d.test", "").statusCode())
          .isEqualTo(204);
      assertThat(server.admin("DELETE", "/api/v1/firmographics/d.test", "").statusCode())
          .isEqualTo(404);
      assertThat(
              problems(take(server, "text/csv", "domain,a\nx.test,1\ny.test,\"2\"3\nz.test,4\n")))
          .containsExactly("3: its quotes are broken, and nothing behind it was read");
      for (String broken :
          List.of("name,a\nx,1\n", "domain\nx.test\n", "domain,A,a\nx.test,1,2\n")) {
        assertThat(server.admin("POST", "/api/v1/firmographics", broken).statusCode())
            .isEqualTo(400);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void import_linesOfJson_areTypedAndANullTakesAway(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      JsonNode reply =
          take(
              server,
              "application/x-ndjson",
              """
              {"domain":"a.test","employees":1e3,"tags":["x",2],"hiring":false,"gone":"x"}

              {"domain":"a.test","employees":{"a":1}}
              {"domain":"b.test","x":
              {"domain":7,"x":1}
              {"domain":"b.test","Two":1,"two":2}
              {"domain":"a.test","gone":null}
              """);
      assertThat(problems(reply))
          .containsExactly(
              "3: a value is a text, a number, true, false, null or a list of such",
              "4: it is not valid JSON",
              "5: it names no domain",
              "6: it states an attribute twice");
      assertThat(reply.get("taken").asInt()).isEqualTo(2);
      assertThat(read(server, "/firmographics/a.test").get("items")).hasSize(3);

      model(server, MODEL);
      company(server, "a.test", "{\"employees\":1,\"country\":\"xx\"}");
      server.settleFits();
      JsonNode fit = read(server, "/accounts/a.test/fit");
      assertThat(fit.get("points").doubleValue()).isEqualTo(40.5);
      assertThat(fit.get("facts").get(0).get("imported").booleanValue()).isTrue();
      assertThat(fit.get("facts").get(0).get("source").asText()).isEqualTo("crm");
    }
  }

  @ParameterizedTest
  @EnumSource
  void learn_wonCompanies_givesRulesThatMayBeSetAndChangesNothing(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      StringBuilder csv = new StringBuilder("domain,industry,employees,tools,stage\n");
      for (int i = 0; i < 60; i++) {
        company(
            server, "c%02d.test".formatted(i), "{\"plan\":\"%s\"}".formatted(i < 12 ? "a" : "b"));
        csv.append(
            "c%02d.test,%s,%d,%s,%s%n"
                .formatted(
                    i,
                    i < 20 ? "Software" : "Farming",
                    i % 10 * 100 + i,
                    i % 2 == 0 ? "Segment;React" : "React",
                    i < 15 ? "customer" : "lead"));
      }
      take(server, "text/csv", csv.toString());
      List<String> won = new ArrayList<>();
      for (int i = 0; i < 15; i++) {
        won.add("\"www.c%02d.test\"".formatted(i));
      }
      won.add("\"nobody.test\"");
      String named =
          "{\"won\":{\"domains\":%s},\"attributes\":[\"industry\",\"employees\",\"tools\"]}"
              .formatted(won);
      HttpResponse<String> learnt = server.admin("POST", "/api/v1/fit/learn", named);
      assertThat(learnt.statusCode()).as(learnt.body()).isEqualTo(200);
      JsonNode reply = json(learnt);
      assertThat(reply.get("accounts").asInt()).isEqualTo(60);
      assertThat(reply.get("won").asInt()).isEqualTo(15);
      assertThat(reply.get("won_unknown_domains")).hasToString("[\"nobody.test\"]");
      assertThat(reply.get("grades")).isEmpty();
      List<JsonNode> found = new ArrayList<>();
      for (JsonNode bucket : reply.get("buckets")) {
        if (bucket.get("rule").asText().equals("industry is software")) {
          found.add(bucket);
        }
        assertThat(bucket.get("kept").booleanValue())
            .as("%s", bucket)
            .isEqualTo(bucket.get("attribute").asText().equals("industry"));
      }
      JsonNode software = found.getFirst();
      assertThat(software.get("won").asInt()).isEqualTo(15);
      assertThat(software.get("all").asInt()).isEqualTo(20);
      assertThat(software.get("weight").doubleValue())
          .isEqualTo(Math.round(1e6 * Math.log(16 / 17.0 / (21 / 62.0))) / 1e6);
      assertThat(software.get("p_value").doubleValue()).isLessThan(0.001);
      assertThat(server.get("/api/v1/fit/model").statusCode()).isEqualTo(404);

      assertThat(model(server, "{\"rules\":" + reply.get("rules") + "}").statusCode())
          .isEqualTo(200);
      server.settleFits();
      assertThat(read(server, "/accounts/c00.test/fit").get("grade").asText()).isEqualTo("A");
      JsonNode byStage =
          json(
              server.admin(
                  "POST",
                  "/api/v1/fit/learn",
                  """
                  {"won":{"attribute":"stage","is":"Customer"},"keep":["tools"]}
                  """));
      assertThat(byStage.get("won").asInt()).isEqualTo(15);
      assertThat(byStage.get("grades").get(0))
          .hasToString("{\"grade\":\"A\",\"won\":15,\"all\":20,\"lift\":3.0}");
      List<String> kept = new ArrayList<>();
      byStage.get("rules").forEach(rule -> kept.add(rule.get("criterion").asText()));
      assertThat(kept)
          .contains("industry", "plan", "tools is segment")
          .doesNotContain("stage", "employees");
      assertThat(server.admin("POST", "/api/v1/fit/learn", "{\"won\":{}}").body())
          .contains("won has domains");
    }
  }

  @ParameterizedTest
  @EnumSource
  void company_forgotten_leavesNoFirmographicsAndNoFit(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      model(server, MODEL);
      company(server, "head.test", "{\"industry\":\"games\"}");
      company(server, "part.test", "{\"city\":\"x\"}");
      take(server, "text/csv", "domain,employees\npart.test,500\nunseen.test,7\nstays.test,8\n");
      server.admin("POST", "/api/v1/accounts/head.test/merges", "{\"from\":\"part.test\"}");
      server.settleFits();
      assertThat(read(server, "/accounts/head.test/fit").get("number").asInt()).isEqualTo(100);
      server.admin(
          "POST", "/api/v1/deletion-requests", "{\"domains\":[\"part.test\",\"unseen.test\"]}");
      assertThat(
              problems(take(server, "text/csv", "domain,employees\npart.test,1\nstays.test,9\n")))
          .containsExactly("2: this company asked to be forgotten");
      server.eraseInBackground(directory.resolve("erasures"));
      Await.until(() -> server.get("/api/v1/deletion-requests").body().contains("\"completed\""));
      List<String> left =
          server
              .database()
              .read(tx -> tx.query("SELECT domain FROM firmographics").mapTo(String.class).list());
      assertThat(left).containsExactly("stays.test");
      server.settleFits();
      assertThat(read(server, "/accounts/head.test/fit").get("number").asInt()).isLessThan(60);
      server.admin("POST", "/api/v1/deletion-requests", "{\"domains\":[\"head.test\"]}");
      Await.until(() ->
          read(server, "/deletion-requests")
              .get("items")
              .findValuesAsText("status")
              .equals(List.of("completed", "completed")));
      List<Long> fits =
          server
              .database()
              .read(
                  tx -> tx.query("SELECT account_key FROM account_fits").mapTo(Long.class).list());
      assertThat(fits).isEmpty();
    }
  }
}
