package dev.gumleaf.api;

import static dev.gumleaf.api.IngestApiTest.assertError;
import static dev.gumleaf.api.Visits.read;
import static dev.gumleaf.api.Visits.signIn;
import static dev.gumleaf.api.Visits.view;
import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a browser is told before it sends anything. */
class BootstrapApiTest {
  private static final String BROWSER = "7b0c6f0e-3d55-4a39-9c4f-2f5f0f6f1a11";
  private static final String RANDOM =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-.{12}";

  @TempDir Path directory;

  private static HttpResponse<String> ask(TestServer server, String query) {
    return server.send(server.request("/web/projects/pk_first" + query));
  }

  private static String id(TestServer server, String query) {
    HttpResponse<String> reply = ask(server, query);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return json(reply).get("profile_id").asText();
  }

  @Test
  void newBrowser_getsARandomIdAndWhatOldSdksLookInto() {
    try (TestServer server = TestServer.start(directory)) {
      HttpResponse<String> reply = ask(server, "");
      JsonNode told = json(reply);
      assertThat(told.get("profile_id").asText()).matches(RANDOM);
      assertThat(told.get("sdk_settings").get("form_collection").asText()).isEqualTo("on");
      assertThat(told.get("sdk_settings").get("websocket_connection").asText()).isEqualTo("off");
      assertThat(told.get("widget_settings").get("enabled").asBoolean()).isFalse();
      for (String list : List.of("channel_settings", "resources", "calendars", "playbooks")) {
        assertThat(told.get(list).isArray() && told.get(list).isEmpty()).as(list).isTrue();
      }
      assertThat(reply.headers().firstValue("Cache-Control")).contains("private, no-store");
      assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
      assertThat(id(server, "")).isNotEqualTo(told.get("profile_id").asText());
    }
  }

  @Test
  void id_thatIsNobodys_isReplaced() {
    try (TestServer server = TestServer.start(directory)) {
      for (String id : List.of("", "null", "undefined", "+", "%22%22", "x".repeat(201))) {
        assertThat(id(server, "?profile_id=" + id)).as(id).matches(RANDOM);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void id_unknownOrUnclaimed_isKept(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      for (String id : List.of(BROWSER, "xxxx-2222", "x".repeat(200))) {
        assertThat(id(server, "?profile_id=" + id)).isEqualTo(id);
      }
      server.visit(view(BROWSER, "v-1", "10:00"));
      assertThat(id(server, "?profile_id=" + BROWSER)).isEqualTo(BROWSER);
    }
  }

  @ParameterizedTest
  @EnumSource
  void id_thatWasClaimed_becomesThatOfThePerson(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      server.visit(signIn(BROWSER, "ana@northwind.test", "10:00", "{}"));
      String ana = read(server, "/profiles/ana@northwind.test").get("profile_id").asText();
      assertThat(id(server, "?profile_id=" + BROWSER)).isEqualTo(ana);
      assertThat(id(server, "?profile_id=" + ana)).isEqualTo(ana);

      server.visit(signIn(BROWSER, "bob@northwind.test", "11:00", "{}"));
      String bob = read(server, "/profiles/bob@northwind.test").get("profile_id").asText();
      assertThat(id(server, "?profile_id=" + BROWSER)).as("the latest").isEqualTo(bob);
      HttpResponse<String> other =
          server.send(server.request("/web/projects/pk_other?profile_id=" + BROWSER));
      assertThat(json(other).get("profile_id").asText()).isEqualTo(BROWSER);
    }
  }

  @Test
  void key_unknownOrSecret_isAnError() {
    try (TestServer server = TestServer.start(directory)) {
      HttpResponse<String> reply = server.send(server.request("/web/projects/pk_nobody"));
      assertError(reply, 404, "not_found");
      assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
      assertError(server.send(server.request("/web/projects/sk_x")), 400, "secret_key_in_url");
    }
  }
}
