package dev.gumleaf.api;

import static dev.gumleaf.api.IngestApiTest.assertError;
import static dev.gumleaf.api.Visits.read;
import static dev.gumleaf.api.Visits.walk;
import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.store.Cursor;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How somebody is asked to be forgotten; {@code ErasureEndToEndTest} sees it done. */
class DeletionApiTest {
  private static final String PATH = "/api/v1/deletion-requests";

  @TempDir Path directory;

  private static HttpResponse<String> create(TestServer server, String body) {
    return server.admin("POST", PATH, body);
  }

  private static HttpResponse<String> create(
      TestServer server, String secretKey, String idempotencyKey, String body) {
    return server.send(
        server
            .request(PATH)
            .header("Authorization", "Bearer " + secretKey)
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofString(body)));
  }

  private static String id(HttpResponse<String> made) {
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    return json(made).get("deletion_request_id").asText();
  }

  private static String emails(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"p%d@northwind.test\"".formatted(i))
        .collect(Collectors.joining(",", "{\"emails\":[", "]}"));
  }

  @ParameterizedTest
  @EnumSource
  void request_justMade_isShownAsKoalaDid(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      HttpResponse<String> made =
          create(
              server,
              """
              {"emails":["Ana@Northwind.test","ana@northwind.test"],"profile_ids":[" dev-1 "],
               "domains":["www.southwind.test"]}
              """);
      String id = id(made);
      assertThat(made.body()).isEqualTo("{\"deletion_request_id\":\"" + id + "\"}");
      JsonNode request = read(server, "/deletion-requests/" + id);
      assertThat(request.get("id").asText()).isEqualTo(id);
      assertThat(request.get("status").asText()).isEqualTo("pending");
      assertThat(request.get("input"))
          .hasToString("[\"ana@northwind.test\",\"dev-1\",\"southwind.test\"]");
      assertThat(request.get("messages")).isEmpty();
      assertThat(request.get("deleted_receipt").isNull()).isTrue();
      assertThat(request.get("created_by_id").asText()).isEqualTo("sk_first_");
      assertThat(read(server, "/deletion-requests").get("items").get(0)).isEqualTo(request);
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_ofSeveralAtOneTime_isWalkedWhole(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      for (int i = 0; i < 6; i++) {
        id(create(server, "{\"emails\":[\"p%d@northwind.test\"]}".formatted(i)));
      }
      server
          .database()
          .write(tx ->
              tx.update(
                      "UPDATE deletion_requests SET created_at = CASE"
                          + " WHEN created_at % 2 = 0 THEN 7000 ELSE 7001 END")
                  .execute());
      for (int limit = 1; limit <= 6; limit++) {
        assertThat(walk(server, "/deletion-requests", limit, "id"))
            .hasSize(6)
            .doesNotHaveDuplicates();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void idempotencyKey_usedAgain_givesTheSameRequestOrAConflict(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      String own = TestServer.SECRET_KEY;
      String body = "{\"emails\":[\"ana@northwind.test\"]}";
      String first = id(create(server, own, "k-1", body));
      assertThat(id(create(server, own, "k-1", body))).isEqualTo(first);
      assertThat(id(create(server, own, "k-1", "{\"emails\":[\"ANA@northwind.test\"]}")))
          .isEqualTo(first);
      assertError(
          create(server, own, "k-1", "{\"emails\":[\"bob@northwind.test\"]}"), 409, "conflict");
      assertThat(id(create(server, own, "k-2", body))).isNotEqualTo(first);
      assertThat(id(create(server, body))).isNotEqualTo(first);
      assertThat(id(create(server, TestServer.OTHER_SECRET_KEY, "k-1", body)))
          .as("each workspace has its own keys")
          .isNotEqualTo(first);
      assertError(create(server, own, "k".repeat(256), body), 400, "bad_parameter");
      assertThat(walk(server, "/deletion-requests", 500, "id")).hasSize(3);
    }
  }

  @Test
  void subjects_atTheLimit_areTakenAndOneMoreIsNot() {
    try (TestServer server = TestServer.start(directory)) {
      assertError(create(server, emails(1_001)), 400, "bad_parameter");
      assertThat(read(server, "/deletion-requests").get("items")).isEmpty();
      String id = id(create(server, emails(1_000)));
      assertThat(read(server, "/deletion-requests/" + id).get("input")).hasSize(1_000);
    }
  }

  @Test
  void badSubjects_areNamedAndNothingIsTaken() {
    try (TestServer server = TestServer.start(directory)) {
      for (String body :
          List.of(
              "",
              "{}",
              "{\"emails\":[]}",
              "{\"emails\":\"ana@northwind.test\"}",
              "{\"emails\":[\"ana@northwind.test\",\"northwind\"]}",
              "{\"emails\":[7]}",
              "{\"profile_ids\":[\" \"]}",
              "{\"profile_ids\":[\"%s\"]}".formatted("x".repeat(201)),
              "{\"domains\":[\"gmail.com\"]}",
              "{\"email\":\"ana@northwind.test\"}")) {
        assertError(create(server, body), 400, "bad_parameter");
      }
      assertError(create(server, "{"), 400, "malformed_json");
      assertThat(read(server, "/deletion-requests").get("items")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void cursor_madeUp_isHarmless(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      id(create(server, emails(1)));
      String encoded = new Cursor(Long.MAX_VALUE, -1).encode();
      assertThat(read(server, "/deletion-requests?cursor=deletions." + encoded).get("items"))
          .hasSize(1);
    }
  }

  @Test
  void request_unknownOrForeign_isNotThere() {
    try (TestServer server = TestServer.start(directory)) {
      String id = id(create(server, emails(1)));
      assertError(server.get(PATH + "/00000000-0000-4000-8000-000000000000"), 404, "not_found");
      String other = TestServer.OTHER_SECRET_KEY;
      assertError(server.get(PATH + "/" + id, other), 404, "not_found");
      assertThat(json(server.get(PATH, other)).get("items")).isEmpty();
      assertThat(server.send(server.request(PATH + "/" + id)).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void subject_askedToBeForgotten_isNotTakenAnyMore() {
    try (TestServer server = TestServer.start(directory)) {
      id(create(server, "{\"emails\":[\"ana@northwind.test\"]}"));
      JsonNode receipt =
          json(server.visit(Visits.signIn("dev-1", "ana@northwind.test", "10:00", "{}")));
      assertThat(receipt.get("results").findValuesAsText("code")).containsOnly("suppressed");
      assertError(server.get("/api/v1/profiles/ana@northwind.test"), 404, "not_found");
    }
  }
}
