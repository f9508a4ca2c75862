package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.store.Database;
import dev.gumleaf.testing.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VisitorPipelineTest {
  private static final String PAGE_VIEW =
      """
      {"profile_id":"anon-1","page_views":[{"message_id":"v1",
        "page":{"path":"/pricing","url":"https://www.northwind.test/pricing"},
        "context":{"session":{"id":"1767607200000"}},
        "visit_start":"2026-01-05T10:00:00.000Z","focus_intervals":%s}]}
      """;

  @TempDir Path directory;

  private static List<String> rows(Database database, String sql) {
    return database.read(tx -> tx.query(sql).mapTo(String.class).list());
  }

  private static String event(String id, String message) {
    return """
    {"profile_id":"%s","events":[{"type":"track","event":"E","message_id":"%s",
      "sent_at":"2026-01-05T10:00:00Z"}]}
    """
        .formatted(id, message);
  }

  private static String signIn(String id, String email, String at) {
    return """
    {"profile_id":"%s","email":"%s","identifies":[{"type":"identify","sent_at":"%s",
      "traits":{"seen":"%s"}}]}
    """
        .formatted(id, email, at, at);
  }

  private static final String OWNERS =
      """
      SELECT o.subject || ' ' || c.events || ' ' || c.page_views || ' ' || c.focus_millis
      FROM profile_parts c JOIN profiles o ON o.profile_key = c.person_key
        JOIN profiles p ON p.profile_key = c.profile_key
      WHERE p.kind = 1
      ORDER BY 1
      """;

  @ParameterizedTest
  @EnumSource
  void apply_growingPageView_isOneViewWithTheLargestFocus(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      harness
          .receiveFromBrowser(PAGE_VIEW.formatted("[1200]"))
          .receiveFromBrowser(PAGE_VIEW.formatted("[1200,15000,4300]"))
          .receiveFromBrowser(PAGE_VIEW.formatted("[1200,15000]"))
          .receiveFromBrowser("{\"profile_id\":\"anon-1\",\"email\":\"Ana@Northwind.test\"}")
          .drain();
      assertThat(harness.derived()).containsExactly("stored", "updated", "duplicate");
      assertThat(rows(database, OWNERS)).containsExactly("ana@northwind.test 0 1 20500");
      assertThat(rows(database, "SELECT focus_millis || ' ' || page_views FROM sessions"))
          .containsExactly("20500 1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_copyOfAPageViewFromALaterSession_countsInTheSessionOfTheFirst(Engine engine) {
    try (Database database = engine.open(directory)) {
      new PipelineHarness(database)
          .receiveFromBrowser(PAGE_VIEW.formatted("[1200]"))
          .receiveFromBrowser(
              PAGE_VIEW.formatted("[1200,15000]").replace("1767607200000", "1767699900000"))
          .drain();
      assertThat(
              rows(
                  database,
                  "SELECT session_id || ' ' || page_views || ' ' || focus_millis FROM sessions"))
          .containsExactly("1767607200000 1 16200");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_idOfHundredAndOnePeople_belongsToNobody(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      harness.receiveVisit(event("server-7", "m-1"));
      for (int i = 0; i < ClaimLedger.PEOPLE_MAX; i++) {
        harness.receiveVisit(
            signIn("server-7", "u" + i + "@a.test", "2026-01-05T10:%02d:00Z".formatted(i % 60)));
      }
      harness.drain();
      assertThat(rows(database, "SELECT shared FROM profiles WHERE kind = 1")).containsExactly("0");
      harness
          .receiveVisit(signIn("server-7", "last@a.test", "2026-01-05T12:00:00Z"))
          .receiveVisit(event("server-7", "m-2"))
          .receiveVisit(signIn("server-7", "more@a.test", "2026-01-05T12:00:00Z"))
          .drain();
      assertThat(rows(database, "SELECT shared FROM profiles WHERE kind = 1")).containsExactly("1");
      assertThat(rows(database, OWNERS)).containsExactly("server-7 2 0 0");
      assertThat(rows(database, "SELECT COUNT(*) FROM profile_claims")).containsExactly("0");
      assertThat(rows(database, "SELECT COUNT(*) FROM profile_merges")).containsExactly("0");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_idThatWeGaveOut_isItsPersonsWhicheverComesFirst(Engine engine) throws Exception {
    try (Database database = engine.open(directory)) {
      new PipelineHarness(database)
          .receiveVisit("{\"email\":\"ana@a.test\",\"identifies\":[{\"traits\":{}}]}")
          .drain();
      String given = rows(database, "SELECT profile_id FROM profiles WHERE kind = 2").getFirst();
      Path second = Files.createDirectory(directory.resolve("second"));
      try (Database other = engine.open(second)) {
        PipelineHarness harness = new PipelineHarness(other);
        harness.receiveVisit(event(given, "m-1")).drain();
        assertThat(rows(other, OWNERS)).containsExactly(given + " 1 0 0");
        harness.receiveVisit("{\"email\":\"ana@a.test\",\"identifies\":[{\"traits\":{}}]}").drain();
        assertThat(rows(other, OWNERS)).containsExactly("ana@a.test 1 0 0");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_linkThatSaysMuch_isReadAndStoredWithoutIt(Engine engine) {
    try (Database database = engine.open(directory)) {
      new PipelineHarness(database)
          .receiveFromBrowser(
              """
              {"profile_id":"anon-1","page_views":[{"message_id":"v1","page":{"path":"/",
                "url":"https://a.test/?ko_e=ana@a.test&ko_trait_role=CTO&x=1"},
                "visit_start":"2026-01-05T10:00:00Z"}]}
              """)
          .drain();
      assertThat(rows(database, "SELECT body FROM profile_entries WHERE kind = 3"))
          .containsExactly("{\"path\":\"/\",\"url\":\"https://a.test/?x=1\"}");
      assertThat(rows(database, OWNERS)).containsExactly("ana@a.test 0 1 0");
      assertThat(rows(database, "SELECT name || value FROM profile_traits"))
          .containsExactly("role\"CTO\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_statedCompanyAgainstMailDomain_statedWinsAndGetsTheTraits(Engine engine) {
    try (Database database = engine.open(directory)) {
      new PipelineHarness(database)
          .receiveVisit(
              """
              {"email":"ana@northwind.test","identifies":[{"type":"identify",
                "sent_at":"2026-01-05T10:00:00Z","traits":{"name":"Ana",
                "$account":{"domain":"contoso.test","group_id":"g1","plan":"pro"}}}]}
              """)
          .drain();
      assertThat(
              rows(
                  database,
                  """
                  SELECT a.domain
                  FROM profiles p JOIN accounts a ON a.account_key = p.account_key
                  """))
          .containsExactly("contoso.test");
      assertThat(rows(database, "SELECT group_id || name || value FROM traits"))
          .containsExactly("g1plan\"pro\"");
      assertThat(rows(database, "SELECT name FROM profile_traits")).containsExactly("name");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_botAndPlaceholders_areMarkedOrRefused(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness =
          new PipelineHarness(database)
              .knowing(
                  new Knowledge(
                      new DomainReader(),
                      agent -> agent.contains("bot"),
                      address -> Optional.empty(),
                      () -> "00".repeat(32)));
      harness
          .receiveVisit(
              """
              {"profile_id":"b","events":[{"type":"track","event":"E","message_id":"m",
                "context":{"userAgent":"examplebot/1"}}]}
              """)
          .receiveVisit(event("null", "n"))
          .drain();
      assertThat(harness.derived()).containsExactlyInAnyOrder("stored", "rejected");
      assertThat(rows(database, "SELECT marked || ' ' || events FROM profile_parts"))
          .containsExactly("1 0");
      assertThat(rows(database, "SELECT reason FROM entry_fates"))
          .containsExactly("placeholder_id");
      assertThat(rows(database, "SELECT COUNT(*) FROM profiles WHERE listed_at IS NOT NULL"))
          .containsExactly("0");
    }
  }
}
