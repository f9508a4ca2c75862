package dev.gumleaf.api;

import static dev.gumleaf.api.IngestApiTest.assertError;
import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.StateDump;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What other products send lands in the state like all that is sent about people. */
class HookApiTest {
  private static final String SEGMENT = "/v1/ingest/segment/pk_first";
  private static final String RB2B = "/hooks/rb2b/pk_first";

  private static final String MESSAGES =
      """
      {"batch":[
        {"type":"page","messageId":"m-0","anonymousId":"a1","timestamp":"2026-01-05T10:00:00Z",
         "context":{"page":{"path":"/pricing","url":"https://www.northwind.test/pricing"},
           "library":{"name":"RudderLabs JavaScript SDK"},"sessionId":1767607200}},
        {"type":"identify","messageId":"m-1","anonymousId":"a1","userId":"u1",
         "timestamp":"2026-01-05T10:01:00Z","traits":{"email":"ana@northwind.test","plan":"team"}},
        {"type":"track","messageId":"m-2","userId":"u1","event":"Invite Sent",
         "timestamp":"2026-01-05T10:02:00Z","properties":{"seats":3}},
        {"type":"group","messageId":"m-3","userId":"u1","groupId":"prod",
         "timestamp":"2026-01-05T10:03:00Z",
         "traits":{"name":"Southwind","website":"https://southwind.test","seats":40}},
        {"type":"screen","messageId":"m-4","anonymousId":"phone-1","name":"Inbox",
         "timestamp":"2026-01-05T10:04:00Z"},
        {"type":"alias","messageId":"m-5","previousId":"phone-1","userId":"ana@northwind.test",
         "timestamp":"2026-01-05T10:05:00Z"},
        {"type":"delete","messageId":"m-6","userId":"u1"},
        {"type":"track","messageId":"m-7","event":"Nobody"},
        {"type":"alias","messageId":"m-8","previousId":"a1","userId":"u1"}]}
      """;

  private static final String VISIT =
      """
      {"LinkedIn URL":"https://www.linkedin.com/in/Ana-Example/?trk=x","First Name":"Ana",
       "Last Name":"Example","Title":"CTO","Company Name":"Northwind","Business Email":%s,
       "Website":"https://www.northwind.test","Industry":"Software","Employee Count":"51-200",
       "Estimate Revenue":"1M","City":"Oslo","State":"Oslo","Zipcode":"0150",
       "Seen At":"2026-01-05T10:00:00.00+00.00","Referrer":"https://search.test/",
       "Captured URL":"https://www.northwind.test/pricing?a=b","Tags":"Hot, ICP","Score":7}
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void segment_everyType_landsWhereItBelongs(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      JsonNode receipt = json(post(server, SEGMENT, MESSAGES));
      assertThat(receipt.get("accepted").toString())
          .isEqualTo(
              "{\"identifies\":3,\"page_views\":2,\"events\":1,\"form_submissions\":0,"
                  + "\"metrics\":0}");
      assertThat(receipt.get("rejected").findValuesAsText("code"))
          .containsExactly("unsupported_type", "missing_identity", "unsupported_type");
      assertThat(receipt.get("rejected").findValuesAsText("index")).containsExactly("6", "7", "8");
      assertThat(receipt.get("results").findValuesAsText("status"))
          .hasSize(9)
          .filteredOn("stored"::equals)
          .hasSize(6);

      assertThat(lines(server, "claim"))
          .hasSize(3)
          .allMatch(line -> line.contains("evidence=4") && line.contains("ana@northwind.test"))
          .anyMatch(line -> line.contains("subject=a1,") && line.contains("1767607260000"))
          .anyMatch(line -> line.contains("subject=u1,") && line.contains("1767607260000"))
          .anyMatch(line -> line.contains("subject=phone-1,") && line.contains("1767607500000"));
      assertThat(lines(server, "visit"))
          .as("and the one that only says whose u1 is")
          .hasSize(7)
          .anyMatch(line -> line.contains("m-0") && line.contains("session_id=1767607200"))
          .anyMatch(line -> line.contains("m-2") && line.contains("name=Invite Sent"))
          .anyMatch(line -> line.contains("m-4") && line.contains("body={\"name\":\"Inbox\"}"));
      assertThat(lines(server, "profile trait"))
          .anyMatch(line -> line.contains("name=plan") && line.contains("ana@northwind.test"));
      assertThat(lines(server, "trait"))
          .anyMatch(line -> line.contains("southwind.test") && line.contains("group_id=prod"));
      assertThat(lines(server, "profile account"))
          .anyMatch(line -> line.contains("domain=southwind.test"));
      assertThat(lines(server, "part").stream().filter(line -> line.contains("person=ana@")))
          .as("a1, u1, phone-1 and what came under the address")
          .hasSize(4);
      JsonNode bad = json(server.get("/api/v1/entries/m-8")).get("items").get(0);
      assertThat(bad.get("fate").asText()).isEqualTo("rejected");
    }
  }

  @ParameterizedTest
  @EnumSource
  void hooks_sentAgain_changeNothing(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      String visit = VISIT.formatted("\"ana@northwind.test\"");
      post(server, SEGMENT, MESSAGES);
      post(server, RB2B, visit);
      String before = StateDump.of(server.database());
      assertThat(json(post(server, SEGMENT, MESSAGES)).get("results").findValuesAsText("status"))
          .filteredOn("duplicate"::equals)
          .hasSize(6);
      assertThat(json(post(server, RB2B, visit)).get("results").findValuesAsText("status"))
          .containsExactly("duplicate", "duplicate");
      assertThat(StateDump.of(server.database())).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rb2b_personWithAddress_isAGuessAboutTheId(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      JsonNode receipt = json(post(server, RB2B, VISIT.formatted("\"Ana@Northwind.test\"")));
      assertThat(receipt.get("accepted").get("identifies").asInt()).isEqualTo(1);
      assertThat(receipt.get("accepted").get("page_views").asInt()).isEqualTo(1);
      assertThat(receipt.has("warnings")).isFalse();
      String id = "linkedin:https://www.linkedin.com/in/ana-example";
      assertThat(lines(server, "claim"))
          .singleElement()
          .asString()
          .contains("evidence=1", "person=ana@northwind.test", "subject=" + id, "source=9");
      assertThat(lines(server, "visit"))
          .hasSize(2)
          .allMatch(line -> line.contains("sent_at=1767607200000") && line.contains(id))
          .anyMatch(line ->
              line.contains(
                  "body={\"path\":\"/pricing\",\"referrer\":\"https://search.test/\","
                      + "\"url\":\"https://www.northwind.test/pricing?a=b\"}"));
      assertThat(lines(server, "profile trait"))
          .hasSize(12)
          .anyMatch(line -> line.contains("name=tags") && line.contains("[\"Hot\",\"ICP\"]"))
          .anyMatch(line -> line.contains("name=employee_count") && line.contains("51-200"));
      assertThat(lines(server, "profile account"))
          .singleElement()
          .asString()
          .contains("domain=northwind.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void rb2b_withoutAddressOrWithoutId_isTakenAllTheSame(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      post(server, RB2B, VISIT.formatted("null"));
      post(server, RB2B, "{\"Business Email\":\"b@southwind.test\",\"City\":\"Oslo\"}");
      assertThat(lines(server, "claim")).isEmpty();
      assertThat(lines(server, "profile"))
          .anyMatch(line -> line.contains("linkedin:"))
          .anyMatch(line -> line.contains("subject=b@southwind.test"));
    }
  }

  @Test
  void rb2b_anythingThatIsJson_isAnsweredWith200() {
    try (TestServer server = TestServer.start(directory)) {
      for (String body : List.of("{}", "[{},7]", "null", "\"x\"", "[]", "{\"City\":[1]}")) {
        HttpResponse<String> reply = post(server, RB2B, body);
        assertThat(reply.statusCode()).as(body).isEqualTo(200);
      }
      JsonNode receipt = json(post(server, RB2B, "[{\"City\":\"Oslo\"},7]"));
      assertThat(receipt.get("rejected").findValuesAsText("code"))
          .containsExactly("missing_identity", "not_an_object");
      assertThat(receipt.get("ok").asBoolean()).isTrue();
      assertError(post(server, RB2B, "{\"City\":"), 400, "malformed_json");
      assertError(post(server, "/hooks/rb2b/pk_nobody", "{}"), 401, "unknown_key");
    }
  }

  @Test
  void segment_oneMessageOrAnArray_isTakenAsABatchIs() {
    try (TestServer server = TestServer.start(directory)) {
      String one =
          "{\"type\":\"track\",\"event\":\"E\",\"anonymousId\":\"a\",\"messageId\":\"%s\"}";
      assertThat(statuses(post(server, SEGMENT, one.formatted("m1")))).containsExactly("stored");
      String array = "[" + one.formatted("m1") + "," + one.formatted("m2") + "]";
      assertThat(statuses(post(server, SEGMENT, array))).containsExactly("duplicate", "stored");
    }
  }

  @Test
  void segment_nothingUsable_is400() {
    try (TestServer server = TestServer.start(directory)) {
      assertError(post(server, SEGMENT, "{\"type\":\"track\""), 400, "malformed_json");
      assertError(post(server, SEGMENT, "7"), 400, "not_an_object");
      assertError(post(server, SEGMENT, "{\"batch\":{}}"), 400, "wrong_member_type");
      assertError(post(server, SEGMENT, "{\"type\":\"delete\"}"), 400, "nothing_usable");
      assertError(post(server, "/v1/ingest/segment/pk_nobody", "{}"), 401, "unknown_key");
      assertError(post(server, "/v1/ingest/segment/sk_x", "{}"), 400, "secret_key_in_url");
    }
  }

  @Test
  void segment_pipelineIsBehind_isFoundAsPending() {
    try (TestServer server = TestServer.start(directory)) {
      server
          .database()
          .write(tx -> {
            long held = new Derivation(tx).lockPosition();
            server.send(server.request(SEGMENT).POST(BodyPublishers.ofString(MESSAGES)));
            JsonNode items = json(server.get("/api/v1/entries/m-2")).get("items");
            assertThat(items.findValuesAsText("fate")).containsExactly("pending");
            return held;
          });
    }
  }

  private static List<String> statuses(HttpResponse<String> reply) {
    return json(reply).get("results").findValuesAsText("status");
  }

  private static HttpResponse<String> post(TestServer server, String path, String body) {
    return server.send(server.request(path + "?results=1").POST(BodyPublishers.ofString(body)));
  }

  /** The lines of the state that are about one kind of thing. */
  private static List<String> lines(TestServer server, String what) {
    return StateDump.of(server.database())
        .lines()
        .filter(line -> line.startsWith(what + " {"))
        .toList();
  }
}
