package dev.gumleaf.api;

import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A workspace document from the plan to the state, and back. */
class WorkspaceApiTest {
  private static final String DOCUMENT =
      """
      {"version":1,
       "signals":{"Pricing":{"rule":{"kind":"page_view","when":{"field":"url","contains":"/pricing"}}},
         "Demo":{"enabled":false,"rule":{"kind":"form"}}},
       "audiences":{"Pros":{"kind":"accounts","filter":{"field":"trait.plan","any_of":["pro"]}}}}
      """;

  @TempDir Path directory;

  private static HttpResponse<String> plan(TestServer server, String document, boolean prune) {
    return server.admin(
        "POST",
        "/api/v1/workspace/plan",
        "{\"workspace\":%s,\"prune\":%s}".formatted(document, prune));
  }

  private static HttpResponse<String> apply(
      TestServer server, String document, boolean prune, String fingerprint) {
    return server.admin(
        "POST",
        "/api/v1/workspace/apply",
        "{\"workspace\":%s,\"prune\":%s%s}"
            .formatted(
                document,
                prune,
                fingerprint.isEmpty() ? "" : ",\"fingerprint\":\"" + fingerprint + "\""));
  }

  private static void apply(TestServer server, String document) {
    JsonNode plan = json(plan(server, document, false));
    HttpResponse<String> reply =
        apply(server, document, false, plan.get("fingerprint").textValue());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
  }

  private static List<String> changes(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    assertThat(json(reply).get("problems")).isEmpty();
    List<String> changes = new ArrayList<>();
    for (JsonNode change : json(reply).get("changes")) {
      changes.add(
          "%s %s %s"
              .formatted(
                  change.get("action").textValue(),
                  change.get("section").textValue(),
                  change.get("name").textValue()));
    }
    return changes;
  }

  private static String document(TestServer server) {
    return server.get("/api/v1/workspace").body();
  }

  @ParameterizedTest
  @EnumSource
  void apply_document_isTheStateAndThenNoChange(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      assertThat(changes(plan(server, DOCUMENT, false)))
          .containsExactly(
              "create signals Pricing", "create signals Demo", "create audiences Pros");
      assertThat(json(server.get("/api/v1/signals")).get("items")).isEmpty();
      apply(server, DOCUMENT);
      String exported = document(server);
      assertThat(exported)
          .isEqualTo(
              """
              {"version":1,"signals":{"Demo":{"enabled":false,"rule":{"kind":"form"}},\
              "Pricing":{"rule":{"kind":"page_view","when":{"field":"url","contains":"/pricing"}}}},\
              "audiences":{"Pros":{"kind":"accounts","filter":{"field":"trait.plan","is":"pro"}}},\
              "scores":{},"fit":{}}\
              """);
      assertThat(changes(plan(server, exported, true))).isEmpty();
      assertThat(changes(plan(server, DOCUMENT, true))).isEmpty();
      assertThat(json(plan(server, DOCUMENT, true)).get("unchanged").intValue()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_changedDocument_makesNewVersionsAndKeepsIds(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      apply(server, DOCUMENT);
      JsonNode before = json(server.get("/api/v1/signals")).get("items").get(1);
      String changed = DOCUMENT.replace("\"/pricing\"", "\"/plans\"").replace("pro", "team");
      JsonNode change = json(plan(server, changed, false)).get("changes").get(0);
      assertThat(change.get("before").toString()).contains("/pricing");
      assertThat(change.get("after").toString()).contains("/plans");
      apply(server, changed);
      JsonNode after = json(server.get("/api/v1/signals")).get("items").get(1);
      assertThat(after.get("id")).isEqualTo(before.get("id"));
      assertThat(after.get("version").intValue()).isEqualTo(2);
      JsonNode audience = json(server.get("/api/v1/audiences")).get("items").get(0);
      assertThat(audience.get("version").intValue()).isEqualTo(2);
      assertThat(audience.get("filter").toString()).contains("team");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_prune_deletesWhatTheSectionsDoNotNameAndNoOtherSection(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      apply(server, DOCUMENT);
      String less = "{\"signals\":{\"Demo\":{\"rule\":{\"kind\":\"form\"}}}}";
      assertThat(changes(plan(server, less, false))).containsExactly("change signals Demo");
      HttpResponse<String> plan = plan(server, less, true);
      assertThat(changes(plan)).containsExactly("change signals Demo", "delete signals Pricing");
      apply(server, less, true, json(plan).get("fingerprint").textValue());
      assertThat(document(server)).doesNotContain("Pricing").contains("Pros");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_somethingChangedSinceThePlan_isRefusedWhole(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      String fingerprint = json(plan(server, DOCUMENT, false)).get("fingerprint").textValue();
      server.admin("POST", "/api/v1/signals", "{\"name\":\"S\",\"rule\":{\"kind\":\"form\"}}");
      HttpResponse<String> late = apply(server, DOCUMENT, false, fingerprint);
      assertThat(late.statusCode()).isEqualTo(409);
      assertThat(late.body()).contains("changed since the plan");
      assertThat(document(server)).doesNotContain("Pricing", "Pros");
    }
  }

  @Test
  void plan_documentWithErrors_namesAllOfThemByPlace() {
    try (TestServer server = TestServer.start(directory)) {
      apply(server, DOCUMENT);
      String wrong =
          """
          {"version":2,"signal":{},
           "signals":{"A":{"rule":{"kind":"event","event":"E","when":{"all":[{"field":"x",">=":2}]}}},
             " B":{"rule":{"kind":"form"}},"C":{"rule":{"kind":"form"},"on":true},"D":{},
             "E":{"rule":{"kind":"form"}}},
           "audiences":{"Pros":{"kind":"visitors","filter":{"all":[]}},
             "F":{"kind":"accounts","filter":{"all":[{"field":"visitors","is":"many"}]}}}}
          """;
      List<String> problems = new ArrayList<>();
      for (JsonNode each : json(plan(server, wrong, false)).get("problems")) {
        problems.add(
            "%s|%s|%s|%s"
                .formatted(
                    each.get("section").textValue(),
                    each.get("name").textValue(),
                    each.get("place").textValue(),
                    each.get("detail").textValue()));
      }
      assertThat(problems)
          .containsExactly(
              "version|||is 1",
              "signal|||is no section; there are audiences, fit, scores, signals",
              "signals|A|rule.when.all[0].>=|is no comparison; it is written at_least",
              "signals| B||has a name that is empty, too long, or begins or ends with a space",
              "signals|C|on|is no member here",
              "signals|D||has no rule",
              "audiences|Pros|kind|stays accounts; give the new audience another name",
              "audiences|F|filter.all[0]|compares visitors, which is a number, with something"
                  + " else");
      HttpResponse<String> reply = apply(server, wrong, false, "");
      assertThat(reply.statusCode()).isEqualTo(400);
      assertThat(document(server)).doesNotContain("\"E\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_filtersAndScoresThatNameSignals_haveTheirIds(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      String named =
          """
          {"signals":{"Demo":{"rule":{"kind":"form"}}},
           "audiences":{"Demoed":{"kind":"accounts","filter":{"signal":"Demo","in_last_days":30}}},
           "scores":{"model":{"half_life_days":2,"signals":[{"signal":"Demo","points":12}]}},
           "fit":{"model":{"rules":[{"attribute":"employees","at_least":50,"points":10}]}}}
          """;
      assertThat(changes(plan(server, named, false)))
          .containsExactly(
              "create signals Demo",
              "create audiences Demoed",
              "create scores model",
              "create fit model");
      apply(server, named);
      assertThat(server.get("/api/v1/scores/model").body())
          .contains("\"signal_id\":1,", "\"half_life_days\":2.0");
      assertThat(server.get("/api/v1/audiences").body()).contains("{\"signal\":1,");
      assertThat(document(server))
          .contains("{\"signal\":\"Demo\",\"in_last_days\":30}")
          .contains("\"signal\":\"Demo\",\"group\":\"signals\"");
      assertThat(changes(plan(server, named, true))).isEmpty();
      assertThat(changes(plan(server, document(server), true))).isEmpty();
      String fewer = named.replace("\"at_least\":50", "\"at_last\":50");
      assertThat(plan(server, fewer, false).body()).contains("\"place\":\"rules[0]");
      String wrong = named.replace("[{\"signal\":\"Demo\"", "[{\"signal\":\"Dem\"");
      assertThat(plan(server, wrong, false).body()).contains("names no signal: Dem");
    }
  }

  @Test
  void apply_moreSignalsThanThereMayBe_makesNone() {
    try (TestServer server = TestServer.start(directory)) {
      StringBuilder many = new StringBuilder("{\"signals\":{");
      for (int i = 0; i <= 200; i++) {
        many.append(i == 0 ? "" : ",")
            .append("\"S%d\":{\"rule\":{\"kind\":\"form\"}}".formatted(i));
      }
      HttpResponse<String> reply = apply(server, many.append("}}").toString(), false, "");
      assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
      assertThat(document(server)).doesNotContain("\"S0\"");
    }
  }
}
