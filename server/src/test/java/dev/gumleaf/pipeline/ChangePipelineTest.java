package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.store.Database;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What signals bring into the feed of changes. */
class ChangePipelineTest {
  /** A hit that is there is told by its evidence, one that is gone by a dash. */
  private static final String CHANGES =
      """
      SELECT c.kind || ' ' || COALESCE(p.subject, a.domain) || ' ' || c.hit_at || ' '
        || COALESCE(h.evidence, '-')
      FROM changes c
        LEFT JOIN signal_hits h ON h.hit_key = c.hit_key
        LEFT JOIN profiles p ON p.profile_key = c.profile_key
        LEFT JOIN accounts a ON a.account_key = c.account_key
      ORDER BY c.change_key
      """;

  /** 10:00 on the fifth of January 2026. */
  private static final long TEN = 1_767_607_200_000L;

  private static final long HOUR = 3_600_000;

  @TempDir Path directory;

  private static List<String> changes(Database database) {
    return database.read(tx -> tx.query(CHANGES).mapTo(String.class).list());
  }

  private static void signal(Database database, String rule) {
    database.write(tx ->
        new SignalStore()
            .insert(
                tx,
                PipelineHarness.WORKSPACE,
                "S",
                rule.replace('\'', '"'),
                true,
                PipelineHarness.NOW,
                "test"));
  }

  private static String view(String time, String focus) {
    return """
    {"profile_id":"dev-1","page_views":[{"message_id":"%1$s","page":{"path":"/"},
      "visit_start":"2026-01-05T%1$s:00Z","focus_intervals":[%2$s]}]}
    """
        .formatted(time, focus);
  }

  private static String identify(String time, String traits) {
    return """
    {"domain":"acme.test","identifies":[{"type":"identify","sent_at":"2026-01-05T%s:00Z",
      "traits":%s}]}
    """
        .formatted(time, traits);
  }

  @ParameterizedTest
  @EnumSource
  void hit_foundRepeatedAndGrown_isOneChange(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      signal(database, "{'kind':'page_view','active_seconds':1}");
      harness
          .receiveFromBrowser(view("10:00", "1000"))
          .receiveFromBrowser(view("10:00", "2000"))
          .drain();
      harness
          .receiveFromBrowser(view("10:00", "2000"))
          .receiveFromBrowser(view("10:00", "3000"))
          .drain();
      assertThat(changes(database))
          .containsExactly(
              "1 dev-1 " + TEN + " {\"message_id\":\"10:00\",\"path\":\"/\",\"active_seconds\":3}");
      long at = database.read(tx -> tx.query("SELECT at FROM changes").mapTo(Long.class).one());
      assertThat(at).as("when it was noticed").isEqualTo(PipelineHarness.NOW.toEpochMilli());
    }
  }

  @ParameterizedTest
  @EnumSource
  void hit_thatWasNoneAfterAll_isWithdrawn(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      signal(
          database,
          "{'kind':'account_trait','trait':'seats','change':{'becomes':{'at_least':10}}}");
      harness.receive(identify("11:00", "{\"seats\":12}")).drain();
      assertThat(changes(database))
          .containsExactly(
              "1 acme.test "
                  + (TEN + HOUR)
                  + " {\"trait\":\"seats\",\"before\":null,\"after\":12}");
      harness.receive(identify("10:00", "{\"seats\":11}")).drain();
      assertThat(changes(database))
          .containsExactlyInAnyOrder(
              "1 acme.test " + (TEN + HOUR) + " -",
              "2 acme.test " + (TEN + HOUR) + " -",
              "1 acme.test " + TEN + " {\"trait\":\"seats\",\"before\":null,\"after\":11}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void hit_whoseMomentMoves_isWithdrawnAndFoundAnew(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      signal(database, "{'kind':'session_time','active_minutes':1}");
      harness.receiveFromBrowser(view("11:00", "60000")).drain();
      harness.receiveFromBrowser(view("10:00", "60000")).drain();
      assertThat(changes(database))
          .containsExactly(
              "1 dev-1 " + (TEN + HOUR) + " -",
              "2 dev-1 " + (TEN + HOUR) + " -",
              "1 dev-1 "
                  + TEN
                  + " {\"month\":\"2026-01\",\"message_id\":\"10:00\",\"active_seconds\":60}");
    }
  }
}
