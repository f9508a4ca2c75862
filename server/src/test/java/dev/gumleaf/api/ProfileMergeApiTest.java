package dev.gumleaf.api;

import static dev.gumleaf.api.IngestApiTest.assertError;
import static dev.gumleaf.api.Visits.read;
import static dev.gumleaf.api.Visits.signIn;
import static dev.gumleaf.api.Visits.view;
import static dev.gumleaf.api.Visits.walk;
import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

/** That an id belongs to a person can be taken back, and put back. */
class ProfileMergeApiTest {
  private static final String ANA = "/profiles/ana@northwind.test";

  @TempDir Path directory;

  private static HttpResponse<String> change(TestServer server, String id, String what) {
    return server.admin("POST", "/api/v1/profile-merges/" + id + "/" + what, "");
  }

  @ParameterizedTest
  @EnumSource
  void merge_undoneAndRestored_movesWhatHappenedUnderTheId(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      server.visit(view("dev-1", "v-1", "10:00"));
      server.visit(signIn("dev-1", "ana@northwind.test", "10:05", "{}"));
      String id = read(server, ANA + "/identity").get("items").get(0).get("merge_id").asText();

      JsonNode undone = json(change(server, id, "undo"));
      assertThat(undone).hasToString("{\"merge_id\":" + id + ",\"undone\":true}");
      assertThat(walk(server, ANA + "/page-views", 1, "message_id")).isEmpty();
      assertThat(walk(server, "/profiles/dev-1/page-views", 1, "message_id"))
          .containsExactly("v-1");
      assertThat(read(server, "/profiles/dev-1").get("known").asBoolean()).isFalse();
      JsonNode log = read(server, "/profile-merges").get("items").get(0);
      assertThat(log.get("undone_at").isNull()).isFalse();
      assertThat(log.get("undone_by").asText()).isEqualTo("sk_first_");

      server.visit(view("dev-1", "v-2", "11:00"));
      server.visit(signIn("dev-1", "ana@northwind.test", "11:05", "{}"));
      assertThat(walk(server, ANA + "/page-views", 1, "message_id"))
          .as("it stays undone, whatever is claimed later")
          .isEmpty();

      JsonNode restored = json(change(server, id, "restore"));
      assertThat(restored).hasToString("{\"merge_id\":" + id + ",\"undone\":false}");
      assertThat(walk(server, ANA + "/page-views", 1, "message_id")).containsExactly("v-2", "v-1");
      assertThat(read(server, "/profile-merges").get("items").get(0).get("undone_at").isNull())
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void merge_undoneAndRestored_leavesTheStateAsItWas(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      server.visit(view("dev-1", "v-1", "10:00"));
      server.visit(signIn("dev-1", "ana@northwind.test", "10:05", "{\"plan\":\"team\"}"));
      server.visit(signIn("dev-1", "bob@southwind.test", "11:05", "{}"));
      String before = StateDump.of(server.database());
      for (String id : List.of("1", "2")) {
        assertThat(change(server, id, "undo").statusCode()).isEqualTo(200);
      }
      assertThat(StateDump.of(server.database())).isNotEqualTo(before);
      for (String id : List.of("1", "2")) {
        assertThat(change(server, id, "restore").statusCode()).isEqualTo(200);
      }
      assertThat(StateDump.of(server.database())).isEqualTo(before);
    }
  }

  @Test
  void merge_thatIsNotThereOrIsSoAlready_isRefused() {
    try (TestServer server = TestServer.start(directory)) {
      server.visit(signIn("dev-1", "ana@northwind.test", "10:05", "{}"));
      for (String what : List.of("undo", "restore")) {
        assertError(change(server, "99", what), 404, "not_found");
        assertError(change(server, "x", what), 400, "bad_parameter");
        HttpResponse<String> foreign =
            server.send(
                server
                    .request("/api/v1/profile-merges/1/" + what)
                    .header("Authorization", "Bearer " + TestServer.OTHER_SECRET_KEY)
                    .POST(BodyPublishers.noBody()));
        assertError(foreign, 404, "not_found");
      }
      assertError(change(server, "1", "restore"), 409, "conflict");
      assertThat(change(server, "1", "undo").statusCode()).isEqualTo(200);
      assertError(change(server, "1", "undo"), 409, "conflict");
    }
  }
}
