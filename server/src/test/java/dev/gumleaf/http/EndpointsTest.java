package dev.gumleaf.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.testing.RawClient;
import dev.gumleaf.testing.RawClient.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
  private static final Endpoint.Blocking NOTHING = request -> Response.noContent();

  private final Endpoints endpoints =
      new Endpoints(
          List.of(
              entry(Method.GET, "/things/{name}"),
              entry(Method.PUT, "/things/{name}"),
              entry(Method.GET, "/things/all"),
              entry(Method.GET, "/things/{name}/parts/{part}")));

  @ParameterizedTest
  @CsvSource({
    "/things/a%20b, a b",
    "/things/a+b, a+b",
    "/things/a%2Fb, a/b",
    "/things/%F0%9F%8C%BF, 🌿",
    "/things/a%3fb, a?b",
    "/things/%2e%2e, ..",
    "/things/ALL, ALL"
  })
  void parameter_percentEncoded_isDecoded(String path, String name) {
    assertThat(endpoints.find(path).parameters()).containsOnlyKeys("name").containsValue(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/things/%", "/things/%4", "/things/%zz", "/things/a%00b"})
  void parameter_thatCannotBeDecoded_isABadRequest(String path) {
    assertThatThrownBy(() -> endpoints.find(path).parameters())
        .isInstanceOfSatisfying(
            ApiException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.BAD_REQUEST));
  }

  @Test
  void path_withTwoParameters_hasBoth() {
    assertThat(endpoints.find("/things/a/parts/b%21").parameters())
        .containsOnlyKeys("name", "part")
        .containsEntry("part", "b!");
  }

  @Test
  void path_literalAndParameter_literalWins() {
    assertThat(endpoints.find("/things/all").parameters()).isEmpty();
    assertThat(endpoints.find("/things/all").allowed()).isEqualTo("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/things/a/",
        "/things/",
        "/things",
        "//things/a",
        "/",
        "*",
        "",
        "/things/a/parts"
      })
  void path_thatIsNotExactlyThere_isNowhere(String path) {
    assertThat(endpoints.find(path).exists()).isFalse();
  }

  @Test
  void table_withOneLineTwiceOrTwoNamesOfOnePlace_isABug() {
    assertThatThrownBy(
            () -> new Endpoints(List.of(entry(Method.GET, "/a"), entry(Method.GET, "/a"))))
        .hasMessageContaining("twice");
    assertThatThrownBy(
            () -> new Endpoints(List.of(entry(Method.GET, "/{a}"), entry(Method.PUT, "/{b}"))))
        .hasMessageContaining("otherwise");
  }

  private static EndpointEntry entry(Method method, String template) {
    return new EndpointEntry(method, template, Access.OPEN, NOTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /things/a, 'GET, HEAD'",
    "OPTIONS, /things/a, 'GET, HEAD'",
    "DELETE, /echo, 'GET, POST, HEAD'",
    "BREW, /echo, 'GET, POST, HEAD'",
    "TRACE, /in/pk_1, 'POST, OPTIONS'",
    "GET, /in/pk_1, 'POST, OPTIONS'",
    "HEAD, /in/pk_1, 'POST, OPTIONS'"
  })
  void method_thatThePathDoesNotTake_is405WithThoseItTakes(
      String method, String path, String allowed) {
    try (LocalServer server = LocalServer.start();
        RawClient client = server.connect()) {
      Reply reply = client.send(method + " " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").head();
      assertThat(reply.status()).isEqualTo(405);
      assertThat(reply.header("Allow")).contains(allowed);
    }
  }

  @Test
  void head_ofWhatGetAnswers_hasItsHeadersAndNoBody() {
    try (LocalServer server = LocalServer.start();
        RawClient client = server.connect()) {
      Reply head = client.send("HEAD /things/leaf HTTP/1.1\r\nHost: a\r\n\r\n").head();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("Content-Length")).contains("4");
      Reply next = client.send("GET /things/leaf HTTP/1.1\r\nHost: a\r\n\r\n").reply();
      assertThat(next.body()).as("no body came before it").isEqualTo("leaf");
    }
  }

  @Test
  void options_ofAnIngestPath_saysWhatAPageMayDo() {
    try (LocalServer server = LocalServer.start()) {
      Reply reply = server.send("OPTIONS /in/pk_1 HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(reply.status()).isEqualTo(204);
      assertThat(reply.header("Content-Length")).isEmpty();
      assertThat(reply.header("Access-Control-Allow-Methods")).contains("POST, OPTIONS");
      assertThat(reply.header("Access-Control-Allow-Headers"))
          .contains("Content-Type, Content-Encoding, Prefer");
      assertThat(reply.header("Access-Control-Max-Age")).contains("7200");
    }
  }
}
