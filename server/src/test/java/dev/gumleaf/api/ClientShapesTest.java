package dev.gumleaf.api;

import static dev.gumleaf.testing.TestServer.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.RawClient;
import dev.gumleaf.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bodies of all clients that are about, as they send them, land on one person. */
class ClientShapesTest {
  private static final String ID = "7b0c6f0e-3d55-4a39-9c4f-2f5f0f6f1a11";

  @TempDir Path directory;

  /** As a cloud sends it: no Origin, and a User-Agent only if there is one. */
  private static void cloud(TestServer server, String userAgent, String body) {
    String agent = userAgent.isEmpty() ? "" : "User-Agent: " + userAgent + "\r\n";
    String request =
        "POST /web/projects/%s/batch?results=1 HTTP/1.1\r\nhost: a\r\n%scontent-type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(TestServer.PUBLIC_KEY, agent, body.getBytes(UTF_8).length, body);
    try (RawClient client = RawClient.connect(server.port())) {
      RawClient.Reply reply = client.send(request).reply();
      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }
  }

  private static final String SEGMENT_IDENTIFY =
      """
      {"profile_id":"%1$s","email":"ana@northwind.test",
       "traits":{"email":"ana@northwind.test","plan":"team","profile_id":"%1$s"},
       "ip":"198.51.100.7","identifies":[{"type":"identify","email":"ana@northwind.test",
        "traits":{"email":"ana@northwind.test","plan":"team"},"sent_at":"2026-01-05T10:00:00.000Z",
        "device_ip":"198.51.100.7","message_id":"ajs-1",
        "context":{"ip":"198.51.100.7","source":"segment-cloud"}}]}
      """
          .formatted(ID);

  private static final String SEGMENT_TRACK =
      """
      {"profile_id":null,"email":"ana@northwind.test","traits":{"plan":"team"},"ip":null,
       "events":[{"type":"track","event":"Report Exported","properties":{"pages":3},
        "sent_at":"2026-01-05T10:00:30.000Z","context":{"library":{"name":"analytics-node"}},
        "traits":{},"device_ip":null,"message_id":"ajs-2","email":"ana@northwind.test"}]}
      """;

  private static final String RUDDERSTACK_IDENTIFY =
      """
      {"email":"ana@northwind.test","profile_id":"99887","identifies":[{"type":"identify",
       "sent_at":"2026-01-05T09:59:00.000Z","traits":{"FirstName":"Ana",
       "address":{"city":"Oslo"},"email":"ana@northwind.test"},"source":"rudderstack-cloud"}]}
      """;

  private static final String RUDDERSTACK_TRACK =
      """
      {"ip":"203.0.113.9","email":null,"profile_id":"99887","events":[{"type":"track",
       "event":"Invite Sent","message_id":"m-2","sent_at":"2026-01-05T10:00:01.000Z",
       "properties":{"seats":3},"context":{"network":"wifi"}}]}
      """;

  private static String pageView(String focus, String end) {
    return """
    {"profile_id":"%s","page_views":[{"context":{"session":{"id":"1767607200000",
      "lastTouched":1767607205000},"library":{"name":"koala","version":"x"}},
     "message_id":"V1StGXR8_Z5jdHi6B-myT","page":{"path":"/pricing","referrer":"",
      "title":"Pricing","url":"https://www.northwind.test/pricing","host":"www.northwind.test",
      "utm":{}},"visit_start":"2026-01-05T10:00:00.000Z","focus_intervals":%s%s}]}
    """
        .formatted(ID, focus, end);
  }

  private static final String FORM =
      """
      {"profile_id":"%s","metrics":[{"id":"k3","name":"sdk.form.submitted",
       "sent_at":"2026-01-05T10:01:00.000Z","context":{"page":null},"properties":{"name":"demo",
       "method":"post","action":"https://www.northwind.test/demo",
       "formData":{"Work email":"ana@northwind.test"},"traits":{"email":"ana@northwind.test"},
       "context":{"page":{"path":"/demo"},"selector":"demo-form"}}}]}
      """
          .formatted(ID);

  @ParameterizedTest
  @EnumSource
  void allClients_sentAsTheyAre_areOnePersonOfOneCompany(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory, Visits.knowledge())) {
      cloud(server, "Segment (Actions)", SEGMENT_IDENTIFY);
      cloud(server, "Segment (Actions)", SEGMENT_TRACK);
      cloud(server, "RudderLabs", RUDDERSTACK_IDENTIFY);
      cloud(server, "", RUDDERSTACK_TRACK);
      String ended = ",\"visit_end\":\"2026-01-05T10:00:31.000Z\"";
      for (String focus : new String[] {"[1200]", "[1200,15000]", "[1200,15000]", "[1200]"}) {
        assertThat(server.visit(pageView(focus, "")).statusCode()).isEqualTo(200);
      }
      server.visit(pageView("[1200,15000,4300]", ended));
      server.measure(FORM);

      JsonNode people = json(server.get("/api/v1/profiles"));
      assertThat(people.get("items")).hasSize(1);
      JsonNode person = json(server.get("/api/v1/profiles/ana@northwind.test"));
      assertThat(person.get("focus_seconds").asDouble()).isEqualTo(20.5);
      assertThat(person.get("counts").get("page_views").asInt()).isEqualTo(1);
      assertThat(person.get("counts").get("events").asInt()).isEqualTo(1);
      assertThat(person.get("counts").get("form_submissions").asInt()).isEqualTo(1);
      assertThat(person.get("counts").get("marked").asInt()).as("no User-Agent").isEqualTo(1);
      assertThat(person.get("account").get("domain").asText()).isEqualTo("northwind.test");
      assertThat(person.get("ids").toString()).contains(ID, "99887");
      assertThat(person.get("traits").get("first_name").asText()).isEqualTo("Ana");
      assertThat(json(server.get("/api/v1/profiles/99887")).get("profile_id"))
          .isEqualTo(person.get("profile_id"));
      assertThat(server.get("/api/v1/profiles/99887/events?marked=1").body())
          .contains("Invite Sent");
      JsonNode companies = json(server.get("/api/v1/accounts"));
      assertThat(companies.get("items")).hasSize(1);
      JsonNode company = json(server.get("/api/v1/accounts/northwind.test/visitors"));
      assertThat(company.get("items")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void undo_ofAWrongMerge_givesTheNumbersBack(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory, Visits.knowledge())) {
      server.visit(Visits.view("anon-1", "v1", "09:00"));
      server.visit(Visits.event("anon-1", "e1", "Looked", "09:01"));
      JsonNode alone = json(server.get("/api/v1/profiles/anon-1"));
      server.visit(Visits.signIn("other", "bo@contoso.test", "08:00", "{\"name\":\"Bo\"}"));
      JsonNode before = json(server.get("/api/v1/profiles/bo@contoso.test"));
      JsonNode companyBefore = json(server.get("/api/v1/accounts/contoso.test"));

      // Somebody typed a colleague's address.
      server.measure(Visits.form("anon-1", "f1", "bo@contoso.test", "09:02"));
      JsonNode merged = json(server.get("/api/v1/profiles/bo@contoso.test"));
      assertThat(merged.get("counts").get("page_views").asInt()).isEqualTo(1);
      long merge = merge(server, "anon-1");

      assertThat(undo(server, merge).statusCode()).isEqualTo(200);
      assertThat(undo(server, merge).statusCode()).isEqualTo(409);
      assertThat(json(server.get("/api/v1/profiles/bo@contoso.test"))).isEqualTo(before);
      assertThat(json(server.get("/api/v1/accounts/contoso.test"))).isEqualTo(companyBefore);
      JsonNode again = json(server.get("/api/v1/profiles/anon-1"));
      assertThat(again.get("counts").get("page_views"))
          .isEqualTo(alone.get("counts").get("page_views"));
      assertThat(again.get("counts").get("form_submissions").asInt()).isEqualTo(1);

      // The same claim again does not bring it back; putting it back does.
      server.measure(Visits.form("anon-1", "f2", "bo@contoso.test", "09:03"));
      assertThat(json(server.get("/api/v1/profiles/bo@contoso.test"))).isEqualTo(before);
      server.admin("POST", "/api/v1/profile-merges/" + merge + "/restore", "{}");
      assertThat(
              json(server.get("/api/v1/profiles/bo@contoso.test"))
                  .get("counts")
                  .get("form_submissions")
                  .asInt())
          .isEqualTo(2);
    }
  }

  private static java.net.http.HttpResponse<String> undo(TestServer server, long merge) {
    return server.admin("POST", "/api/v1/profile-merges/" + merge + "/undo", "{}");
  }

  private static long merge(TestServer server, String id) {
    for (JsonNode item : json(server.get("/api/v1/profile-merges")).get("items")) {
      if (item.toString().contains("\"" + id + "\"")) {
        return item.get("merge_id").asLong();
      }
    }
    throw new AssertionError("no merge of " + id);
  }
}
