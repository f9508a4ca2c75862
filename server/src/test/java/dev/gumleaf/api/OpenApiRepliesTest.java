package dev.gumleaf.api;

import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.api.OpenApiDocument.Body;
import dev.gumleaf.api.OpenApiDocument.Operation;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the OpenAPI document work, and real replies are what it says they are. */
class OpenApiRepliesTest {
  /** What the examples and the reads below need to find; the first entry comes twice. */
  private static final List<String> MORE_BATCHES =
      List.of(
          """
          {"domain":"southwind.test","group_id":7,"nonsense":1,"identifies":[
             {"type":"identify","traits":{"name":"Southwind","vip":"yes","since":"2020-01-01"}},
             {"type":"identify","traits":{"since":null,"tags":["a"],"address":{"zip":"1"}}}],
           "events":[{"type":"track","event":"E","message_id":"e-1","ip":"192.0.2.1"},
             {"type":"track","message_id":"e-2"}]}
          """,
          """
          {"domain":"southwind.test","events":[
            {"type":"track","event":"E","message_id":"e-1","ip":"192.0.2.1"},
            {"type":"track","event":"Other","message_id":"e-1"}]}
          """);

  /** A person of many kinds of entries, some of which are kept off lists or refused. */
  private static final List<String> VISITS =
      List.of(
          """
          {"profile_id":"dev-1","page_views":[{"message_id":"v-1","visit_start":
             "2026-01-05T09:00:00Z","focus_intervals":[1500],"page":{"path":"/",
             "url":"https://www.northwind.test/?ko_e=lee@northwind.test","utm":{"source":"x"}},
             "context":{"session":{"id":"1"}}}],
           "events":[{"event":"E","message_id":"e-7","sent_at":"2026-01-05T09:00:01Z"},
             {"message_id":"e-8"}]}
          """,
          """
          {"profile_id":"dev-1","email":"ana@southwind.test","identifies":[
             {"sent_at":"2026-01-05T10:00:00Z",
               "traits":{"name":"Ana","$account":{"domain":"a.test"},"gone":null}}]}
          """,
          """
          {"profile_id":"dev-1","email":"bob@southwind.test","identifies":[
             {"sent_at":"2026-01-05T11:00:00Z","traits":{"name":"Bob"}}]}
          """,
          """
          {"profile_id":"dev-1","metrics":[{"id":"f-1","name":"sdk.form.submitted",
             "sent_at":"2026-01-05T12:00:00Z","properties":{"name":7,"formData":{"A":1e9999},
             "traits":{"email":"bob@southwind.test"}}},
            {"id":"k-1","name":"sdk.loaded","properties":{}}]}
          """);

  @TempDir Path directory;

  private final OpenApiDocument document = new OpenApiDocument();

  @Test
  void operations_ofTheDocument_haveExamplesThatKeepTheirOwnSchemas() {
    for (Operation operation : document.operations()) {
      operation.request().ifPresent(body -> assertExample(operation, body));
      operation
          .reply(operation.successStatus())
          .body()
          .ifPresent(body -> assertExample(operation, body));
    }
  }

  private void assertExample(Operation operation, Body body) {
    assertThat(body.example()).as("%s: %s", operation, body.mediaType()).isPresent();
    String example = body.example().orElseThrow().toString();
    assertThat(document.errors(body.schema(), example)).as("%s", operation).isEmpty();
  }

  @Test
  void operations_sentAsTheirExamples_replyAsTheirExamples() {
    try (TestServer server = TestServer.start(directory)) {
      String lastId = "";
      for (Operation operation : document.operations()) {
        if (operation.isStream()) {
          continue;
        }
        HttpResponse<String> reply = send(server, operation, lastId);
        assertThat(reply.statusCode())
            .as("%s: %s", operation, reply.body())
            .isEqualTo(operation.successStatus());
        assertReply(operation, reply);
        operation
            .reply(reply.statusCode())
            .body()
            .filter(body -> body.mediaType().equals("application/json"))
            .ifPresent(body -> {
              assertThat(members(json(reply)))
                  .as("%s", operation)
                  .isEqualTo(members(body.example().orElseThrow()));
            });
        if (operation.path().endsWith("/accounts/batch")) {
          MORE_BATCHES.forEach(server::batch);
        }
        lastId = madeId(reply, lastId);
      }
    }
  }

  /** The id of what was made, or of the newest merge on a list. */
  private static String madeId(HttpResponse<String> reply, String lastId) {
    if (!reply.body().startsWith("{\"")) {
      return lastId;
    }
    JsonNode body = json(reply);
    return Stream.of(
            body.path("id"),
            body.path("deletion_request_id"),
            body.path("items").path(0).path("merge_id"))
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asText)
        .findFirst()
        .orElse(lastId);
  }

  /** An id in a path is that of what an operation before made or listed. */
  private static HttpResponse<String> send(TestServer server, Operation operation, String lastId) {
    String path = operation.path().replace("{key}", TestServer.PUBLIC_KEY).replace("{id}", lastId);
    for (JsonNode parameter : operation.parameters()) {
      path = path.replace("{" + parameter.get("name").asText() + "}", example(parameter));
    }
    BodyPublisher body =
        operation
            .request()
            .flatMap(Body::example)
            .map(example -> BodyPublishers.ofString(example.toString()))
            .orElse(BodyPublishers.noBody());
    var request = server.request(path).method(operation.method(), body);
    return server.send(
        operation.secured()
            ? request.header("Authorization", "Bearer " + TestServer.SECRET_KEY)
            : request);
  }

  private static String example(JsonNode parameter) {
    return parameter.path("example").asText();
  }

  private static Set<String> members(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The status, media type and body are documented. */
  private void assertReply(Operation operation, HttpResponse<String> reply) {
    String type = reply.headers().firstValue("Content-Type").orElse("");
    var body = operation.reply(reply.statusCode()).body();
    assertThat(type).as("%s", operation).startsWith(body.map(Body::mediaType).orElse(""));
    assertThat(type.isEmpty()).as("%s", operation).isEqualTo(body.isEmpty());
    if (type.endsWith("json")) {
      assertThat(document.errors(body.orElseThrow().schema(), reply.body()))
          .as("%s: %s", operation, reply.body())
          .isEmpty();
    }
  }

  @Test
  void reads_ofAllKindsOfThings_areAsDocumented() {
    try (TestServer server = TestServer.start(directory)) {
      MORE_BATCHES.forEach(body -> {
        assertReply(operation("POST", "/web/projects/pk_first/accounts/batch"), server.batch(body));
      });
      server.batch("{\"domain\":\"a.test\",\"identifies\":[{\"type\":\"identify\"}]}");
      server.admin("POST", "/api/v1/accounts/southwind.test/domains", "{\"domain\":\"b.test\"}");
      server.admin("POST", "/api/v1/account-merges/1/undo", "");
      server.admin("POST", "/api/v1/accounts/southwind.test/merges", "{\"from\":\"a.test\"}");
      server.admin(
          "POST", "/api/v1/signals", "{\"name\":\"Any form\",\"rule\":{\"kind\":\"form\"}}");
      server.admin(
          "POST",
          "/api/v1/audiences",
          "{\"name\":\"All\",\"kind\":\"accounts\",\"filter\":{\"all\":[]}}");
      server.admin(
          "POST",
          "/api/v1/audiences",
          "{\"name\":\"Everybody\",\"kind\":\"visitors\",\"filter\":{\"all\":[]}}");
      for (String visit : VISITS) {
        HttpResponse<String> reply =
            visit.contains("\"metrics\"") ? server.measure(visit) : server.visit(visit);
        assertReply(operation("POST", "/web/projects/pk_first/batch"), reply);
      }
      server.visit(VISITS.getFirst());
      server.admin("PATCH", "/api/v1/public-keys/1", "{\"disabled\":true}");
      server.admin("POST", "/api/v1/profile-merges/1/undo", "");
      server.admin("POST", "/api/v1/exclusions", "{\"kind\":\"account\",\"value\":\"c.test\"}");
      server.admin("POST", "/api/v1/deletion-requests", "{\"profile_ids\":[\"dev-9\"]}");
      server.keepMemberships();
      for (String path :
          List.of(
              "/api/v1/accounts?limit=1",
              "/api/v1/accounts/southwind.test",
              "/api/v1/accounts/southwind.test/traits",
              "/api/v1/accounts/southwind.test/traits?history=1",
              "/api/v1/accounts/southwind.test/events?limit=1&marked=1",
              "/api/v1/accounts/southwind.test/visitors",
              "/api/v1/accounts/southwind.test/form-submissions",
              "/api/v1/profiles",
              "/api/v1/profiles?q=dev-1&limit=1",
              "/api/v1/profiles/dev-1",
              "/api/v1/profiles/ana@southwind.test",
              "/api/v1/profiles/ana@southwind.test/traits?history=1",
              "/api/v1/profiles/ana@southwind.test/page-views",
              "/api/v1/profiles/ana@southwind.test/sessions",
              "/api/v1/profiles/ana@southwind.test/events?limit=1",
              "/api/v1/profiles/bob@southwind.test/traits",
              "/api/v1/profiles/bob@southwind.test/identity",
              "/api/v1/profiles/bob@southwind.test/form-submissions?marked=1",
              "/api/v1/profile-merges",
              "/api/v1/entries/e-7",
              "/api/v1/entries/f-1",
              "/api/v1/entries/v-1",
              "/api/v1/entries",
              "/api/v1/entries?fate=duplicate",
              "/api/v1/entries?fate=conflict",
              "/api/v1/entries/e-1",
              "/api/v1/entries/e-2",
              "/api/v1/account-merges",
              "/api/v1/exclusions",
              "/api/v1/signals",
              "/api/v1/signals/1/hits",
              "/api/v1/signal-suggestions",
              "/api/v1/audiences",
              "/api/v1/audiences/1/members",
              "/api/v1/audiences/1/changes",
              "/api/v1/audiences/2/members",
              "/api/v1/audiences/2/changes",
              "/api/v1/accounts/southwind.test/audiences",
              "/api/v1/profiles/bob@southwind.test/audiences",
              "/api/v1/changes",
              "/api/v1/accounts/southwind.test/signals",
              "/api/v1/profiles/bob@southwind.test/signals",
              "/api/v1/deletion-requests",
              "/api/v1/public-keys",
              "/api/v1/secret-keys")) {
        HttpResponse<String> reply = server.get(path);
        assertThat(reply.statusCode()).as(path).isEqualTo(200);
        assertThat(json(reply).path("items").isEmpty() && !json(reply).has("traits"))
            .as("%s has something to look at", path)
            .isFalse();
        assertReply(operation("GET", path), reply);
      }
    }
  }

  @Test
  void read_ofAnErasureThatIsDone_isAsDocumented() {
    try (TestServer server = TestServer.start(directory)) {
      VISITS.forEach(server::visit);
      String made =
          json(server.admin(
                  "POST",
                  "/api/v1/deletion-requests",
                  "{\"emails\":[\"bob@southwind.test\"],\"domains\":[\"a.test\"]}"))
              .get("deletion_request_id")
              .asText();
      String path = "/api/v1/deletion-requests/" + made;
      server.eraseInBackground(directory.resolve("erasures"));
      Await.until(() -> server.get(path).body().contains("\"completed\""));
      HttpResponse<String> reply = server.get(path);
      assertThat(json(reply).get("deleted_receipt")).hasSize(2);
      assertReply(operation("GET", path), reply);
    }
  }

  @Test
  void read_ofAnEntryThatWaits_isAsDocumented() {
    try (TestServer server = TestServer.start(directory)) {
      server
          .database()
          .write(tx -> {
            server.send(
                server
                    .request("/web/projects/pk_first/accounts/batch")
                    .POST(BodyPublishers.ofString(MORE_BATCHES.getFirst())));
            HttpResponse<String> reply = server.get("/api/v1/entries/e-2");
            assertThat(reply.body()).contains("\"pending\"");
            assertReply(operation("GET", "/api/v1/entries/e-2"), reply);
            return new Derivation(tx).position();
          });
    }
  }

  @Test
  void errors_ofEveryOperationWithASecretKey_areAsDocumented() {
    try (TestServer server = TestServer.start(directory)) {
      for (Operation operation : document.operations()) {
        if (operation.secured()) {
          String path = operation.path().replaceAll("\\{[a-z_]+}", "1");
          assertReply(operation, server.admin(operation.method(), path + "?nonsense=1", ""));
          assertReply(
              operation,
              server.send(
                  server.request(path).method(operation.method(), BodyPublishers.noBody())));
          if (!operation.isStream()) {
            assertReply(operation, server.admin(operation.method(), path, "{\"from\":\"x\"}"));
          }
        }
      }
      server.database().close();
      for (Operation operation : document.operations()) {
        if (operation.secured()
            && operation.method().equals("GET")
            && operation.replies().containsKey("503")) {
          String path = operation.path().replaceAll("\\{[a-z_]+}", "acct_1");
          HttpResponse<String> reply = server.get(path);
          assertThat(reply.statusCode()).as("%s", operation).isEqualTo(503);
          assertReply(operation, reply);
        }
      }
    }
  }

  private Operation operation(String method, String path) {
    String bare = path.replaceFirst("\\?.*", "");
    return document.operations().stream()
        .filter(each -> each.method().equals(method))
        .filter(each -> bare.matches(each.path().replaceAll("\\{[a-z_]+}", "[^/]+")))
        .findFirst()
        .orElseThrow();
  }
}
