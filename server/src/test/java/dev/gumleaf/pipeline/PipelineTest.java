package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.store.Database;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.StateDump;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void apply_traitsOfTwoGroups_areKeptSideBySide(Engine engine) {
    try (Database database = engine.open(directory)) {
      new PipelineHarness(database)
          .receive(
              """
              {"domain":"northwind.test","identifies":[
                {"type":"identify","traits":{"name":"Northwind"}},
                {"type":"identify","traits":{"group_id":"prod","billingPlan":"pro","seats":12}},
                {"type":"identify","traits":{"group_id":"sandbox","billing_plan":"free"}}]}
              """)
          .drain();
      assertThat(traits(database))
          .containsExactly(
              " name \"Northwind\"",
              "prod billing_plan \"pro\"",
              "prod seats 12",
              "sandbox billing_plan \"free\"");
      assertThat(one(database, "SELECT name FROM accounts")).isEqualTo("Northwind");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_groupOfTheRequest_isTheDefaultOfItsEntries(Engine engine) {
    try (Database database = engine.open(directory)) {
      new PipelineHarness(database)
          .receive(
              """
              {"domain":"northwind.test","group_id":"prod","identifies":[
                {"type":"identify","traits":{"seats":12}}]}
              """)
          .drain();
      assertThat(traits(database)).containsExactly("prod seats 12");
      assertThat(one(database, "SELECT body FROM entries"))
          .isEqualTo("{\"group_id\":\"prod\",\"seats\":12}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_sameMessageIdAgain_isADuplicateAndCountsOnce(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      harness.receive(event("w-1", "{\"n\":1,\"m\":2}")).drain();
      harness
          .receive(event("w-1", "{\"m\":2, \"n\":1}"))
          .receive(event("w-1", "{\"n\":1,\"m\":2}"));
      harness.drain();
      assertThat(harness.derived()).containsExactly("stored", "duplicate", "duplicate");
      assertThat(one(database, "SELECT events FROM accounts")).isEqualTo("1");
      assertThat(one(database, "SELECT SUM(events) FROM account_days")).isEqualTo("1");
      assertThat(one(database, "SELECT COUNT(*) FROM entry_fates WHERE fate = 'duplicate'"))
          .isEqualTo("2");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_sameMessageIdTwiceInOneSlice_isStoredOnce(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      harness.receive(event("w-1", "{}")).receive(event("w-1", "{}")).drain();
      assertThat(harness.derived()).containsExactly("stored", "duplicate");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_sameMessageIdWithOtherContent_isAConflictAndTheFirstStays(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      harness.receive(event("w-1", "{\"n\":1}")).drain();
      harness.receive(event("w-1", "{\"n\":2}")).drain();
      assertThat(harness.derived()).containsExactly("stored", "conflict");
      assertThat(one(database, "SELECT body FROM entries")).isEqualTo("{\"n\":1}");
      assertThat(one(database, "SELECT content FROM entry_fates WHERE fate = 'conflict'"))
          .isEqualTo("{\"n\":2}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_sameMessageIdOfAnotherAccount_isStored(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      harness.receive(event("w-1", "{}"));
      harness.receive(event("w-1", "{}").replace("northwind", "southwind")).drain();
      assertThat(harness.derived()).containsExactly("stored", "stored");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_identifySentAgainWithoutMessageId_isADuplicate(Engine engine) {
    String identify =
        """
        {"domain":"northwind.test","identifies":[{"type":"identify",
          "sent_at":"2026-01-05T10:00:00Z","traits":{"seats":12}}]}
        """;
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      harness.receive(identify).drain().receive(identify).drain();
      assertThat(harness.derived()).containsExactly("stored", "duplicate");
      assertThat(one(database, "SELECT identifies FROM accounts")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_entryWithoutIdAndTime_isStoredEachTime(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      String body = "{\"domain\":\"a.test\",\"events\":[{\"type\":\"track\",\"event\":\"E\"}]}";
      harness.receive(body).receive(body).drain();
      assertThat(harness.derived()).containsExactly("stored", "stored");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_noUserAgent_isStoredMarkedAndNotListed(Engine engine) {
    try (Database database = engine.open(directory)) {
      new PipelineHarness(database).receive(event("w-1", "{}"), null, null).drain();
      assertThat(one(database, "SELECT marks FROM entries")).isEqualTo("1");
      assertThat(one(database, "SELECT events FROM accounts")).isEqualTo("0");
      assertThat(one(database, "SELECT marked FROM accounts")).isEqualTo("1");
      assertThat(one(database, "SELECT listed_at FROM accounts")).isEqualTo("null");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_fromABrowser_doesNotOverrideTheServer(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      harness.receive(seats(12, "2026-01-05T10:00:00Z"));
      harness.receive(seats(999, "2026-01-05T11:00:00Z"), "browser", "https://evil.test").drain();
      assertThat(traits(database)).containsExactly(" seats 12");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_nullTrait_deletesAndOlderValueStaysAway(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      harness.receive(
          """
          {"domain":"northwind.test","identifies":[{"type":"identify",
            "sent_at":"2026-01-05T11:00:00Z","traits":{"seats":null}}]}
          """);
      harness.receive(seats(12, "2026-01-05T10:00:00Z")).drain();
      assertThat(traits(database)).containsExactly(" seats null");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_badEntryBesideAGoodOne_isKeptAsRejectedWithItsReason(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      harness
          .receive(
              """
              {"domain":"northwind.test","events":[
                {"type":"track","event":"Good","message_id":"m-1"},
                {"type":"track","message_id":"m-2"}]}
              """)
          .drain();
      assertThat(harness.derived()).containsExactlyInAnyOrder("stored", "rejected");
      assertThat(one(database, "SELECT reason FROM entry_fates")).isEqualTo("missing_event");
      assertThat(one(database, "SELECT message_id FROM entry_fates")).isEqualTo("m-2");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_unknownAccountId_isSetAside(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      harness
          .receive(
              """
              {"account_id":"acct_nobody","events":[{"type":"track","event":"E"}]}
              """)
          .drain();
      assertThat(harness.derived()).containsExactly("set_aside");
      assertThat(one(database, "SELECT reason FROM entry_fates")).isEqualTo("unknown_account");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_textThatPostgresCannotHold_isTheSameOnBothEngines(Engine engine) {
    try (Database database = engine.open(directory)) {
      new PipelineHarness(database)
          .receive(
              """
              {"domain":"northwind.test","events":[{"type":"track","event":"a\\u0000b",
                "message_id":"m\\u0000\\ud800","properties":{"k\\u0000":"v\\u0000\\udfff"}}],
               "identifies":[{"type":"identify","traits":{"n\\u0000":"\\u0000"}}]}
              """)
          .drain();
      assertThat(StateDump.of(database))
          .contains("message_id=m\ufffd\ufffd")
          .contains("name=a\ufffdb")
          .contains("{\"k\ufffd\":\"v\ufffd\\udfff\"}")
          .contains("value=\"\ufffd\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_rowThatTheDatabaseRefuses_isSetAsideAndItsNeighboursAreStored(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      refuseMessageId(engine, database, "poison");
      harness
          .receive(event("before", "{}"))
          .receive(event("poison", "{}"))
          .receive(event("behind", "{}"))
          .drain();
      assertThat(harness.derived()).containsExactlyInAnyOrder("stored", "set_aside", "stored");
      assertThat(one(database, "SELECT message_id FROM entry_fates")).isEqualTo("poison");
      assertThat(one(database, "SELECT COUNT(*) FROM entries")).isEqualTo("2");
    }
  }

  private static void refuseMessageId(Engine engine, Database database, String messageId) {
    String sql =
        switch (engine) {
          case SQLITE ->
              """
              CREATE TRIGGER refuse BEFORE INSERT ON entries WHEN NEW.message_id = '%s'
              BEGIN SELECT RAISE(ABORT, 'refused'); END
              """;
          case POSTGRES -> "ALTER TABLE entries ADD CHECK (message_id <> '%s')";
        };
    database.write(tx -> tx.update(sql.formatted(messageId)).execute());
  }

  private static String event(String messageId, String properties) {
    return """
    {"domain":"northwind.test","events":[{"type":"track","event":"Workspace Created",
      "message_id":"%s","properties":%s,"sent_at":"2026-01-05T10:02:00Z"}]}
    """
        .formatted(messageId, properties);
  }

  private static String seats(int seats, String sentAt) {
    return """
    {"domain":"northwind.test","identifies":[{"type":"identify",
      "sent_at":"%s","traits":{"seats":%d}}]}
    """
        .formatted(sentAt, seats);
  }

  private static List<String> traits(Database database) {
    return database.read(tx ->
        tx.query("SELECT group_id, name, value FROM traits").mapToMap().list().stream()
            .map(row -> row.get("group_id") + " " + row.get("name") + " " + row.get("value"))
            .sorted()
            .toList());
  }

  private static String one(Database database, String sql) {
    return database.read(tx -> {
      Map<String, Object> row = tx.query(sql).mapToMap().one();
      return String.valueOf(row.values().iterator().next());
    });
  }
}
