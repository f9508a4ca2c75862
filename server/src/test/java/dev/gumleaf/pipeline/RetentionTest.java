package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Profile;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.StateDump;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetentionTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LIMIT = Duration.ofDays(90);
  private static final Map<CallKind, Duration> ALL =
      Map.of(
          CallKind.PAGE_VIEW, LIMIT,
          CallKind.TRACK, LIMIT,
          CallKind.FORM, LIMIT,
          CallKind.METRIC, LIMIT);

  private static final String ONE_OF_EACH =
      """
      {"profile_id":"%1$s",
       "identifies":[{"type":"identify","sent_at":"%2$s","traits":{"title":"CTO"}}],
       "page_views":[{"message_id":"v1","visit_start":"%2$s","focus_intervals":[500],
         "page":{"path":"/p","url":"https://www.northwind.test/p"},
         "context":{"session":{"id":"s1"}}}],
       "events":[{"type":"track","event":"E","message_id":"e1","sent_at":"%2$s"}],
       "metrics":[{"id":"f1","name":"sdk.form.submitted","sent_at":"%2$s","properties":{}},
         {"id":"m1","name":"sdk.loaded","sent_at":"%2$s","properties":{}}]}
      """;

  @TempDir Path directory;

  private final Map<String, Long> deleted = new TreeMap<>();
  private Instant now = THEN.plus(LIMIT);
  private Optional<Instant> succeededAt = Optional.empty();

  private RetentionWorker worker(Database database, RetentionLimits limits, int rows) {
    RetentionListener listener =
        new RetentionListener() {
          @Override
          public void deleted(String kind, long count) {
            deleted.merge(kind, count, Long::sum);
          }

          @Override
          public void succeeded(Instant at) {
            succeededAt = Optional.of(at);
          }
        };
    return new RetentionWorker(database, () -> now, limits, listener, rows);
  }

  private RetentionWorker entries(Database database, int rows) {
    return worker(database, new RetentionLimits(ALL, Optional.empty()), rows);
  }

  private RetentionWorker profiles(Database database, int rows) {
    return worker(database, new RetentionLimits(Map.of(), Optional.of(LIMIT)), rows);
  }

  private static PipelineHarness oneOfEach(Database database) {
    return new PipelineHarness(database)
        .receiveFromBrowser(ONE_OF_EACH.formatted("anon-1", THEN))
        .receive(
            """
            {"domain":"acme.test","events":[
              {"type":"track","event":"E","message_id":"c1","sent_at":"%1$s"}],
             "identifies":[{"type":"identify","sent_at":"%1$s","traits":{"plan":"a"}}]}
            """
                .formatted(THEN))
        .drain();
  }

  private static long count(Database database, String what) {
    return database.read(tx -> tx.query("SELECT COUNT(*) FROM " + what).mapTo(Long.class).one());
  }

  /** Everything that is counted or worked out, without what is stored. */
  private static String derived(Database database) {
    return StateDump.of(database)
        .lines()
        .filter(line -> !line.startsWith("visit ") && !line.startsWith("entry "))
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, Long> views(Database database) {
    return database.read(tx ->
        tx
            .query(
                """
                SELECT o.subject, SUM(c.page_views) AS views
                FROM profile_parts c JOIN profiles o ON o.profile_key = c.person_key
                GROUP BY o.subject
                HAVING SUM(c.page_views) > 0
                """)
            .map((row, context) -> Map.entry(row.getString("subject"), row.getLong("views")))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @ParameterizedTest
  @EnumSource
  void apply_atTheLimitAndBehindIt_deletesBehindItOnly(Engine engine) {
    try (Database database = engine.open(directory)) {
      oneOfEach(database);
      String before = derived(database);
      RetentionWorker worker = entries(database, 100);
      worker.apply(() -> true);
      assertThat(deleted).isEmpty();
      assertThat(succeededAt).contains(now);

      now = now.plusMillis(1).plus(Duration.ofDays(1));
      worker.apply(() -> true);
      assertThat(deleted)
          .isEqualTo(Map.of("page_view", 1L, "event", 2L, "form_submission", 1L, "metric", 1L));
      assertThat(succeededAt).contains(now);
      assertThat(derived(database)).isEqualTo(before);
      assertThat(count(database, "profile_entries WHERE kind = 2")).isEqualTo(1);
      assertThat(count(database, "profile_entries WHERE kind <> 2")).isZero();
      assertThat(count(database, "entries WHERE kind = 2")).isEqualTo(1);
      assertThat(count(database, "entries WHERE kind = 1")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_justBehindTheLimit_deletes(Engine engine) {
    try (Database database = engine.open(directory)) {
      oneOfEach(database);
      now = now.plusMillis(1);
      entries(database, 100).apply(() -> true);
      assertThat(deleted).containsEntry("page_view", 1L).containsEntry("event", 2L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_keptForEver_keepsWhateverTheAge(Engine engine) {
    try (Database database = engine.open(directory)) {
      oneOfEach(database);
      String before = StateDump.of(database);
      now = THEN.plus(Duration.ofDays(30_000));
      worker(database, new RetentionLimits(Map.of(), Optional.empty()), 100).apply(() -> true);
      assertThat(StateDump.of(database)).isEqualTo(before);
      assertThat(succeededAt).contains(now);

      var metricsOnly = new RetentionLimits(Map.of(CallKind.METRIC, LIMIT), Optional.empty());
      worker(database, metricsOnly, 100).apply(() -> true);
      assertThat(deleted).isEqualTo(Map.of("metric", 1L));
    }
  }

  @Test
  void limits_forIdentifies_areRefused() {
    assertThatThrownBy(
            () -> new RetentionLimits(Map.of(CallKind.IDENTIFY, LIMIT), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void receive_repeatOfADeletedEntry_isStoredAndCountedAgain(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = oneOfEach(database);
      String body = ONE_OF_EACH.formatted("anon-1", THEN);
      now = now.plusMillis(1);
      entries(database, 100).apply(() -> true);
      harness.derived().clear();
      harness.receiveFromBrowser(body).drain();
      assertThat(harness.derived())
          .containsExactlyInAnyOrder("duplicate", "stored", "stored", "stored", "stored");
      assertThat(views(database)).isEqualTo(Map.of("anon-1", 2L));
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_brokenOff_nextRunGoesOn(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      for (int i = 0; i < 25; i++) {
        harness.receiveFromBrowser(view("anon-1", "v" + i, THEN.plusSeconds(i)));
      }
      harness.drain();
      now = now.plus(Duration.ofDays(1));
      RetentionWorker worker = entries(database, 10);
      AtomicInteger steps = new AtomicInteger(1);
      worker.apply(() -> steps.getAndDecrement() > 0);
      assertThat(deleted).isEqualTo(Map.of("page_view", 10L));
      assertThat(succeededAt).isEmpty();

      worker.apply(() -> true);
      assertThat(deleted).isEqualTo(Map.of("page_view", 25L));
      assertThat(succeededAt).contains(now);
      assertThat(views(database)).isEqualTo(Map.of("anon-1", 25L));
    }
  }

  /** Most runs look only at what was received long ago; once a day one looks at all. */
  @ParameterizedTest
  @EnumSource
  void apply_sentLongAfterItHappened_isFoundWithinADay(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      now = PipelineHarness.NOW;
      RetentionWorker worker = entries(database, 2);
      worker.apply(() -> true);
      for (int i = 0; i < 5; i++) {
        harness.receiveFromBrowser(view("anon-1", "new" + i, now));
      }
      harness.drain().receiveFromBrowser(view("anon-1", "old", THEN)).drain();

      now = now.plus(Duration.ofHours(23));
      worker.apply(() -> true);
      assertThat(deleted).isEmpty();
      now = now.plus(Duration.ofHours(1));
      worker.apply(() -> true);
      assertThat(deleted).isEqualTo(Map.of("page_view", 1L));

      now = PipelineHarness.NOW.plus(LIMIT).plusMillis(1);
      worker.apply(() -> true);
      assertThat(deleted).isEqualTo(Map.of("page_view", 6L));
    }
  }

  /** A clock that was ahead by years would put off the thorough run by as much. */
  @ParameterizedTest
  @EnumSource
  void apply_clockPutBack_isThoroughAtOnce(Engine engine) {
    try (Database database = engine.open(directory)) {
      RetentionWorker worker = entries(database, 2);
      now = PipelineHarness.NOW.plus(Duration.ofDays(3_000));
      worker.apply(() -> true);
      PipelineHarness harness = new PipelineHarness(database);
      now = PipelineHarness.NOW;
      for (int i = 0; i < 5; i++) {
        harness.receiveFromBrowser(view("anon-1", "new" + i, now));
      }
      harness.drain().receiveFromBrowser(view("anon-1", "old", THEN)).drain();
      worker.apply(() -> true);
      assertThat(deleted).isEqualTo(Map.of("page_view", 1L));
    }
  }

  private static String view(String id, String messageId, Instant at) {
    return """
    {"profile_id":"%s","page_views":[{"message_id":"%s","visit_start":"%s",
      "page":{"path":"/p","url":"https://www.northwind.test/p"},"focus_intervals":[500]}]}
    """
        .formatted(id, messageId, at);
  }

  private static String identify(String id, String email, Instant at) {
    return """
    {"profile_id":"%s","email":"%s","identifies":[{"type":"identify","sent_at":"%s",
      "traits":{"title":"CTO","$account":{"domain":"acme.test"}}}]}
    """
        .formatted(id, email, at);
  }

  @ParameterizedTest
  @EnumSource
  void divide_afterEntriesWentAsTooOld_keepsWhatWasCounted(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness =
          new PipelineHarness(database)
              .receiveVisit(identify("kiosk", "ana@northwind.test", THEN.plusSeconds(60)))
              .receiveFromBrowser(view("kiosk", "v1", THEN))
              .receiveFromBrowser(view("kiosk", "v2", THEN.plusSeconds(120)))
              .receiveFromBrowser(view("kiosk", "v3", PipelineHarness.NOW))
              .drain();
      now = PipelineHarness.NOW;
      entries(database, 100).apply(() -> true);
      assertThat(deleted).isEqualTo(Map.of("page_view", 2L));
      assertThat(views(database)).isEqualTo(Map.of("ana@northwind.test", 3L));

      Instant since = PipelineHarness.NOW.minusSeconds(60);
      harness.receiveVisit(identify("kiosk", "bo@contoso.test", since)).drain();
      assertThat(views(database))
          .isEqualTo(Map.of("ana@northwind.test", 2L, "bo@contoso.test", 1L));

      erase(database, "bo@contoso.test");
      assertThat(views(database)).isEqualTo(Map.of("ana@northwind.test", 2L));
    }
  }

  private static void erase(Database database, String email) {
    database.write(tx -> {
      Profile person =
          new Derivation(tx)
              .visitors()
              .findProfiles(PipelineHarness.WORKSPACE, Profile.Kind.EMAIL, List.of(email))
              .getFirst();
      new PersonErasure(tx, PipelineHarness.WORKSPACE, new DomainReader()).run(person);
      return true;
    });
  }

  @ParameterizedTest
  @EnumSource
  void erase_afterACompanysEventsWentAsTooOld_keepsWhatWasCounted(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = oneOfEach(database);
      String before = account(database);
      now = now.plusMillis(1);
      entries(database, 100).apply(() -> true);
      harness.receiveVisit(identify("anon-2", "ana@northwind.test", THEN.plusSeconds(1))).drain();
      assertThat(account(database)).isNotEqualTo(before);
      erase(database, "ana@northwind.test");
      assertThat(account(database)).contains("events=1").contains("identifies=1");
      assertThat(account(database).replaceAll("(last_seen_at|listed_at)=\\d+", "$1"))
          .isEqualTo(before.replaceAll("(last_seen_at|listed_at)=\\d+", "$1"));
    }
  }

  private static String account(Database database) {
    return StateDump.of(database)
        .lines()
        .filter(line -> line.startsWith("account ") || line.startsWith("day "))
        .filter(line -> line.contains("acme.test"))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @EnumSource
  void apply_idleAnonymousProfile_goesWithEverythingButWhatCompaniesHave(Engine engine) {
    try (Database database = engine.open(directory)) {
      new PipelineHarness(database)
          .receiveFromBrowser(ONE_OF_EACH.formatted("anon-1", THEN))
          .receiveVisit(
              """
              {"profile_id":"anon-1","identifies":[{"type":"identify","sent_at":"%s",
                "traits":{"$account":{"domain":"acme.test","plan":"a"}}}]}
              """
                  .formatted(THEN))
          .receiveVisit(identify("laptop", "ana@northwind.test", THEN))
          .receiveFromBrowser(view("laptop", "v9", THEN))
          .receiveFromBrowser(view("anon-2", "v1", THEN))
          .receiveFromBrowser(view("anon-2", "v2", THEN.plusMillis(1)))
          .drain();
      String companies = companies(database);
      RetentionWorker worker = profiles(database, 100);
      worker.apply(() -> true);
      assertThat(deleted).as("at the limit").isEmpty();

      now = THEN.plus(LIMIT).plusMillis(1);
      profiles(database, 100).apply(() -> true);
      assertThat(deleted).isEqualTo(Map.of("anonymous_profile", 1L));
      assertThat(count(database, "profiles WHERE subject = 'anon-1'")).isZero();
      assertThat(count(database, "profiles WHERE subject IN ('anon-2', 'laptop')")).isEqualTo(2);
      for (String table : List.of("profile_entries", "sessions", "profile_parts")) {
        assertThat(
                count(
                    database,
                    table + " WHERE profile_key NOT IN (SELECT profile_key FROM profiles)"))
            .as(table)
            .isZero();
      }
      assertThat(count(database, "entries WHERE profile_key IS NULL")).isEqualTo(1);
      assertThat(companies(database)).isEqualTo(companies);
    }
  }

  @ParameterizedTest
  @EnumSource
  void apply_lastIdleVisitorOfACompany_takesItOffTheList(Engine engine) {
    try (Database database = engine.open(directory)) {
      new PipelineHarness(database)
          .receiveVisit(
              """
              {"profile_id":"anon-1","identifies":[{"type":"identify","sent_at":"%s",
                "traits":{"$account":{"domain":"acme.test"}}}]}
              """
                  .formatted(THEN))
          .receiveFromBrowser(view("anon-1", "v1", THEN))
          .drain();
      assertThat(count(database, "accounts WHERE visitors_seen_at IS NOT NULL")).isEqualTo(1);
      now = THEN.plus(LIMIT).plusMillis(1);
      profiles(database, 100).apply(() -> true);
      assertThat(deleted).isEqualTo(Map.of("anonymous_profile", 1L));
      assertThat(count(database, "accounts WHERE visitors_seen_at IS NOT NULL")).isZero();
    }
  }

  private static String companies(Database database) {
    return StateDump.of(database)
        .lines()
        .filter(line ->
            line.startsWith("account ")
                || line.startsWith("day ")
                || line.startsWith("trait ")
                || line.startsWith("entry "))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @EnumSource
  void apply_idleProfileWithMoreEntriesThanATransaction_goesInPieces(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      for (int i = 0; i < 25; i++) {
        harness.receiveFromBrowser(view("anon-1", "v" + i, THEN));
      }
      harness.receiveFromBrowser(view("anon-2", "w", THEN)).drain();
      now = now.plusMillis(1);
      RetentionWorker worker = profiles(database, 10);
      AtomicInteger steps = new AtomicInteger(3);
      worker.apply(() -> steps.getAndDecrement() > 0);
      assertThat(count(database, "profile_entries")).isEqualTo(6);
      assertThat(succeededAt).isEmpty();
      worker.apply(() -> true);
      assertThat(deleted).isEqualTo(Map.of("anonymous_profile", 2L));
      assertThat(count(database, "profiles")).isZero();
    }
  }
}
