package dev.gumleaf.api;

import static dev.gumleaf.api.IngestApiTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.http.Access;
import dev.gumleaf.http.EndpointEntry;
import dev.gumleaf.http.Method;
import dev.gumleaf.store.Database;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that fails is said to have failed, with "later", and nothing more than that. */
class StorageTroubleTest {
  private static final List<String> TABLES =
      List.of(
          "accounts",
          "account_merges",
          "entry_fates",
          "profiles",
          "profile_merges",
          "audiences",
          "exclusions",
          "signals",
          "deletion_requests",
          "score_models",
          "fit_models",
          "fit_states",
          "account_fits",
          "firmographics",
          "changes",
          "public_keys",
          "secret_keys");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void reads_tablesAreGoneForAWhile_are503AndThenWork(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      server.batch(
          """
          {"domain":"acme.test","events":[{"type":"track","event":"E","message_id":"m-1"}]}
          """);
      server.visit(Visits.view("dev-1", "v-1", "10:00"));
      HttpResponse<String> request =
          server.admin("POST", "/api/v1/deletion-requests", "{\"profile_ids\":[\"dev-2\"]}");
      server.admin(
          "POST",
          "/api/v1/audiences",
          "{\"name\":\"A\",\"kind\":\"accounts\",\"filter\":{\"all\":[]}}");
      server.admin(
          "POST",
          "/api/v1/signals",
          "{\"name\":\"S\",\"rule\":{\"kind\":\"account_trait\",\"trait\":\"seats\","
              + "\"change\":{\"becomes\":{\"at_least\":10}}}}");
      String id = TestServer.json(request).get("deletion_request_id").asText();
      rename(server.database(), "", "_gone");
      assertAllFail(server);
      rename(server.database(), "_gone", "");
      for (EndpointEntry entry : readsOf(server)) {
        assertThat(read(server, entry, id).statusCode())
            .as(entry.template())
            .isIn(isOfFit(entry) ? List.of(200, 404) : List.of(200));
      }
    }
  }

  /** What is not there before somebody says what fits. */
  private static boolean isOfFit(EndpointEntry entry) {
    return entry.template().contains("/fit") || entry.template().contains("/firmographics");
  }

  private static void rename(Database database, String from, String to) {
    database.write(tx -> {
      for (String table : TABLES) {
        tx.update("ALTER TABLE " + table + from + " RENAME TO " + table + to).execute();
      }
      return TABLES;
    });
  }

  @ParameterizedTest
  @EnumSource
  void requests_databaseIsClosed_are503(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      server.database().close();
      assertAllFail(server);
      assertFailed(server.admin("POST", "/api/v1/public-keys", "{}"));
      assertFailed(server.admin("PATCH", "/api/v1/secret-keys/1", "{\"disabled\":true}"));
      assertFailed(server.admin("POST", "/api/v1/account-merges/1/undo", ""));
      assertFailed(server.admin("POST", "/api/v1/profile-merges/1/undo", ""));
      assertFailed(server.admin("DELETE", "/api/v1/exclusions/1", ""));
      assertFailed(
          server.admin("POST", "/api/v1/deletion-requests", "{\"profile_ids\":[\"dev-2\"]}"));
      assertFailed(server.ask("/profiles", "{\"profile_id\":\"dev-1\"}"));
    }
  }

  @Test
  void entry_journalCannotBeRead_is503() {
    try (TestServer server = TestServer.start(directory)) {
      server.journal().failReads();
      assertFailed(server.get("/api/v1/entries/m-1"));
    }
  }

  private static void assertAllFail(TestServer server) {
    assertThat(readsOf(server)).hasSizeGreaterThan(7);
    for (EndpointEntry entry : readsOf(server)) {
      assertFailed(read(server, entry, "1"));
    }
  }

  /** Those that read the database before they answer; previews are kept in memory. */
  private static List<EndpointEntry> readsOf(TestServer server) {
    return server.endpoints().stream()
        .filter(entry -> entry.method() == Method.GET && entry.access() == Access.SECRET_KEY)
        .filter(entry -> !entry.template().equals("/api/v1/audience-presets"))
        .filter(entry -> !entry.template().equals("/api/v1/previews/{id}"))
        .filter(entry -> !entry.template().equals("/api/v1/stream"))
        .toList();
  }

  private static HttpResponse<String> read(TestServer server, EndpointEntry entry, String id) {
    return server.get(
        entry
            .template()
            .replace("{account}", "acme.test")
            .replace("{profile}", "dev-1")
            .replace("{domain}", "acme.test")
            .replace("{message_id}", "m-1")
            .replace("/audiences/{id}", "/audiences/1")
            .replace("/signals/{id}", "/signals/1")
            .replace("{id}", id));
  }

  private static void assertFailed(HttpResponse<String> reply) {
    assertError(reply, 503, "storage_failed");
    assertThat(reply.headers().firstValue("Retry-After")).isPresent();
    assertThat(reply.body()).doesNotContain("SELECT").doesNotContain("Exception");
  }
}
