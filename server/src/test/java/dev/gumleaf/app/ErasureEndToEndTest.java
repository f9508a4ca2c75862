package dev.gumleaf.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.config.Settings;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.PostgresAddress;
import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.FileBytes;
import dev.gumleaf.testing.RawClient.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody is planted in every field, and forgotten. */
class ErasureEndToEndTest {
  private static final String EMAIL = "canary.zq7@northwind.test";
  private static final String BROWSER = "canary-browser-zq7";

  /** In everything that the person's own requests hold. */
  private static final String MARK = "zq7";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path directory;

  private static String post(String path, String headers, String body) {
    return """
    POST %s HTTP/1.1\r
    Host: a\r
    %sContent-Length: %d\r
    \r
    %s\
    """
        .formatted(path, headers, body.getBytes(UTF_8).length, body);
  }

  /** From the person's browser. */
  private static void ingest(WiredServer server, String path, String body) {
    ingest(server, path, "Mozilla/5.0 (" + MARK + ")", body);
  }

  private static void ingest(WiredServer server, String path, String userAgent, String body) {
    String url = "/web/projects/" + WiredServer.PUBLIC_KEY + path;
    String headers =
        "Origin: https://www.northwind.test\r\nUser-Agent: %s\r\n".formatted(userAgent);
    Reply reply = server.send(post(url, headers, body));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  static Reply admin(WiredServer server, String path, String body) {
    return server.send(
        post(path, "Authorization: Bearer " + WiredServer.SECRET_KEY + "\r\n", body));
  }

  /** Evidence of everything that can set a signal off. */
  private static void watch(WiredServer server) {
    for (String rule :
        List.of(
            "{\"kind\":\"page_view\"}",
            "{\"kind\":\"form\"}",
            "{\"kind\":\"account_trait\",\"trait\":\"contact\",\"change\":{\"becomes\":{\"is_set\":true}}}",
            "{\"kind\":\"visitor_trait\",\"trait\":\"name\",\"change\":{\"becomes\":{\"is_set\":true}}}")) {
      String name = Integer.toHexString(rule.hashCode());
      admin(server, "/api/v1/signals", "{\"name\":\"" + name + "\",\"rule\":" + rule + "}");
    }
  }

  private static void plant(WiredServer server) {
    watch(server);
    ingest(
        server,
        "/batch",
        """
        {"profile_id":"%1$s","page_views":[{"message_id":"view-zq7",
          "page":{"path":"/zq7","url":"https://www.northwind.test/zq7?ko_e=%2$s&ko_trait_pet=zq7",
            "title":"zq7","referrer":"https://search.test/?q=zq7"},
          "context":{"session":{"id":"s-zq7"},"userAgent":"Mozilla/5.0 zq7","ip":"203.0.113.77"},
          "visit_start":"2026-01-05T10:00:00.000Z","focus_intervals":[1200]}]}
        """
            .formatted(BROWSER, EMAIL));
    ingest(
        server,
        "/batch",
        """
        {"profile_id":"%1$s","email":"%2$s","traits":{"nickname":"zq7"},"ip":"203.0.113.77",
          "identifies":[{"type":"identify","message_id":"id-zq7","sent_at":"2026-01-05T10:01:00Z",
            "traits":{"name":"Zoe zq7","zq7":true,
              "$account":{"domain":"northwind.test","owner":"zq7","group_id":"g-zq7"}}},
            {"type":"wrong","traits":{"phone":"zq7"}}],
          "events":[{"type":"track","event":"Did zq7","message_id":"ev-zq7",
            "sent_at":"2026-01-05T10:02:00Z","properties":{"note":"zq7"},"context":{"os":"zq7"}},
            {"type":"track","event":"Did zq7","message_id":"ev-zq7",
            "sent_at":"2026-01-05T10:02:00Z","properties":{"note":"other zq7"}}]}
        """
            .formatted(BROWSER, EMAIL));
    ingest(
        server,
        "/metrics",
        """
        {"profile_id":"%1$s","metrics":[{"id":"form-zq7","name":"sdk.form.submitted",
          "sent_at":"2026-01-05T10:03:00Z","properties":{"name":"zq7","formData":{"Mail":"%2$s"},
          "traits":{"email":"%2$s"}}}]}
        """
            .formatted(BROWSER, EMAIL));
    // Others, one of whom mentions the person.
    ingest(
        server,
        "/batch",
        "Mozilla/5.0",
        """
        {"email":"bo@northwind.test","events":[{"type":"track","event":"Invited",
          "message_id":"inv-1","sent_at":"2026-01-05T10:04:00Z",
          "properties":{"invitee":"%s","seats":3}}]}
        """
            .formatted(EMAIL));
    ingest(
        server,
        "/accounts/batch",
        "Mozilla/5.0",
        """
        {"domain":"northwind.test","identifies":[{"type":"identify",
          "sent_at":"2026-01-05T10:05:00Z","traits":{"plan":"pro","contact":"%s"}}]}
        """
            .formatted(EMAIL));
    server.awaitApplied();
  }

  /** Of this nothing can be used, so nobody is told whom it is about. */
  private static void plantRefused(WiredServer server) {
    Reply refused =
        server.send(
            post(
                "/v1/ingest/segment/" + WiredServer.PUBLIC_KEY,
                "",
                """
                {"type":"nope","anonymousId":"%s","traits":{"phone":"zq7"}}
                """
                    .formatted(BROWSER)));
    assertThat(refused.status()).isEqualTo(400);
  }

  private static void awaitNothingOf(Path data, String text) {
    try {
      Await.until(() -> FileBytes.filesWith(data, text).isEmpty());
    } catch (AssertionError late) {
      assertThat(FileBytes.filesWith(data, text)).as(late.getMessage()).isEmpty();
    }
  }

  private static JsonNode forget(WiredServer server, String input) throws Exception {
    Reply created = admin(server, "/api/v1/deletion-requests", input);
    assertThat(created.status()).as(created.body()).isEqualTo(200);
    String id = JSON.readTree(created.body()).get("deletion_request_id").asText();
    List<JsonNode> done = new ArrayList<>();
    Await.until(() -> {
      try {
        JsonNode reply = JSON.readTree(server.get("/api/v1/deletion-requests/" + id).body());
        done.add(reply);
        return reply.get("status").asText().equals("completed");
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    });
    return done.getLast();
  }

  @Test
  void forget_personInEveryField_leavesNoByteInAnyFile() throws Exception {
    Settings settings = WiredServer.settings(Engine.SQLITE, directory, Map.of());
    Path data = directory.resolve("data");
    try (WiredServer server = WiredServer.start(settings)) {
      plantRefused(server);
      plant(server);
      assertThat(FileBytes.filesWith(data, MARK)).as("the search can find it").isNotEmpty();

      JsonNode request = forget(server, "{\"emails\":[\"" + EMAIL + "\"]}");

      JsonNode receipt = request.get("deleted_receipt").get(0);
      assertThat(receipt.get("events").asLong()).isEqualTo(1);
      assertThat(receipt.get("page_views").asLong()).isEqualTo(1);
      assertThat(receipt.get("form_submissions").asLong()).isEqualTo(1);
      assertThat(receipt.get("profiles")).hasSize(2);
      assertThat(receipt.get("ips")).as("the one it said, and the connection's").hasSize(2);
      assertThat(receipt.get("project_slug").asBoolean()).isTrue();
      assertThat(receipt.toString()).doesNotContain(MARK);
      awaitNothingOf(data, MARK);

      // What comes late brings nobody back.
      plant(server);
      ingest(
          server,
          "/metrics",
          """
          {"profile_id":"late-zq7","metrics":[{"id":"late-zq7","name":"sdk.form.submitted",
            "properties":{"traits":{"email":"%s"}}}]}
          """
              .formatted(EMAIL));
      awaitNothingOf(data, BROWSER);
      awaitNothingOf(data, "late-zq7");
      assertThat(server.get("/api/v1/profiles/" + EMAIL).status()).isEqualTo(404);
      assertThat(server.get("/api/v1/accounts/northwind.test").body())
          .contains("\"plan\":\"pro\"")
          .doesNotContain(MARK);
    }
    try (WiredServer server = WiredServer.start(settings)) {
      assertThat(server.get("/api/v1/accounts/northwind.test").body()).contains("\"pro\"");
    }
  }

  @Test
  void forget_thenOlderStatePutBack_isForgottenAgain() throws Exception {
    Settings settings = WiredServer.settings(Engine.SQLITE, directory, Map.of());
    Path data = directory.resolve("data");
    Path backup = directory.resolve("backup");
    WiredServer planted = WiredServer.start(settings);
    plant(planted);
    planted.close();
    Files.createDirectories(backup);
    for (String file : List.of("state.db", "journal.db")) {
      Files.copy(data.resolve(file), backup.resolve(file));
    }
    try (WiredServer server = WiredServer.start(settings)) {
      forget(server, "{\"emails\":[\"" + EMAIL + "\"]}");
    }
    for (String file : List.of("state.db", "journal.db")) {
      Files.deleteIfExists(data.resolve(file + "-wal"));
      Files.deleteIfExists(data.resolve(file + "-shm"));
      Files.copy(
          backup.resolve(file),
          data.resolve(file),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(FileBytes.filesWith(data, MARK)).isNotEmpty();
    try (WiredServer _ = WiredServer.start(settings)) {
      awaitNothingOf(data, MARK);
    }
  }

  @ParameterizedTest
  @EnumSource
  void forget_personInEveryField_leavesNothingInAnyTable(Engine engine) throws Exception {
    Settings settings = WiredServer.settings(engine, directory, Map.of());
    try (WiredServer server = WiredServer.start(settings)) {
      plant(server);
      forget(server, "{\"profile_ids\":[\"" + BROWSER + "\"]}");
    }
    try (Database database = open(engine, settings)) {
      assertThat(rowsWith(database, MARK)).isEmpty();
    }
  }

  private Database open(Engine engine, Settings settings) {
    return engine == Engine.SQLITE
        ? Database.sqlite(directory.resolve("data").resolve("state.db"))
        : Database.postgres(PostgresAddress.parse(settings.store().databaseUrl()));
  }

  /** The tables and columns that hold a text anywhere. */
  private static List<String> rowsWith(Database database, String text) {
    String columns =
        database.dialect() == dev.gumleaf.store.Dialect.SQLITE
            ? """
            SELECT m.name AS t, c.name AS c
            FROM sqlite_master m JOIN pragma_table_info(m.name) c
            WHERE m.type = 'table' AND m.name NOT LIKE '%search%' AND c.type = 'TEXT'
            """
            : """
            SELECT table_name AS t, column_name AS c
            FROM information_schema.columns
            WHERE table_schema = current_schema() AND data_type = 'text'
            """;
    return database.read(tx ->
        tx
            .query(columns)
            .map((row, context) -> new String[] {row.getString("t"), row.getString("c")})
            .list()
            .stream()
            .filter(column ->
                tx.query(
                            "SELECT COUNT(*) FROM %s WHERE %s LIKE :text"
                                .formatted(column[0], column[1]))
                        .bind("text", "%" + text + "%")
                        .mapTo(Long.class)
                        .one()
                    > 0)
            .map(column -> column[0] + "." + column[1])
            .toList());
  }
}
