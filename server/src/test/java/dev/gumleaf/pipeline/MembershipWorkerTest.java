package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.store.AudienceStore;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.DeletionStore;
import dev.gumleaf.store.DeletionSubject;
import dev.gumleaf.store.MembershipStore;
import dev.gumleaf.store.SavedAudience;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.store.StoredSignal;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What makes somebody enter and leave an audience beside new entries. */
class MembershipWorkerTest {
  private static final Instant TEN = Instant.parse("2026-05-01T10:00:00Z");

  @TempDir Path directory;

  private Instant now = TEN;

  private SavedAudience create(Database database, AudienceKind kind, String filter) {
    return database.write(tx ->
        new AudienceStore()
            .insert(
                tx,
                PipelineHarness.WORKSPACE,
                kind,
                filter,
                filter.replace('\'', '"'),
                now,
                "test"));
  }

  private void work(Database database) {
    new MembershipWorker(database, () -> now).apply(() -> true);
  }

  private PipelineHarness harness(Database database) {
    return new PipelineHarness(database).by(() -> now);
  }

  private static String view(String id, String email, Instant at) {
    return """
    {"profile_id":"%s","email":"%s","page_views":[{"message_id":"%1$s %3$s","visit_start":"%3$s",
      "focus_intervals":[500],"page":{"path":"/p","url":"https://www.northwind.test/p"}}]}
    """
        .formatted(id, email, at);
  }

  private static String plan(String domain, String plan, Instant at) {
    return """
    {"domain":"%s","identifies":[{"type":"identify","sent_at":"%s","traits":{"plan":"%s"}}]}
    """
        .formatted(domain, at, plan);
  }

  /** Who entered and left, when after ten and why, oldest first. */
  private static List<String> changes(Database database, SavedAudience audience) {
    return database
        .read(
            tx -> new MembershipStore().listChanges(tx, audience, Optional.empty(), 1_000).items())
        .reversed()
        .stream()
        .map(kept -> kept.change())
        .map(change ->
            "%s %s %s"
                .formatted(
                    change.entered() ? "entered" : "left",
                    Duration.between(TEN, change.at()),
                    change.why().word()))
        .toList();
  }

  private static long count(Database database, String what) {
    return database.read(tx -> tx.query("SELECT COUNT(*) FROM " + what).mapTo(Long.class).one());
  }

  @ParameterizedTest
  @EnumSource
  void members_asTimePasses_leaveAndComeBack(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = harness(database);
      SavedAudience active =
          create(database, AudienceKind.ACCOUNTS, "{'field':'last_seen_at','in_last_days':1}");
      SavedAudience quiet =
          create(database, AudienceKind.VISITORS, "{'field':'last_seen_at','not_in_last_days':7}");
      SavedAudience reader =
          create(
              database, AudienceKind.VISITORS, "{'did':'page_view','at_least':2,'in_last_days':2}");
      work(database);
      harness.receiveFromBrowser(view("a", "ana@acme.test", TEN)).drain();
      now = TEN.plus(Duration.ofHours(1));
      harness.receiveFromBrowser(view("a", "ana@acme.test", now)).drain();
      now = TEN.plus(Duration.ofHours(25));
      work(database);
      assertThat(changes(database, active)).containsExactly("entered PT0S entries");
      now = now.plusMillis(1);
      work(database);
      assertThat(changes(database, active))
          .containsExactly("entered PT0S entries", "left PT25H0.001S time");
      now = TEN.plus(Duration.ofDays(2));
      work(database);
      assertThat(changes(database, reader)).containsExactly("entered PT1H entries");
      now = TEN.plus(Duration.ofDays(9));
      work(database);
      assertThat(changes(database, reader))
          .containsExactly("entered PT1H entries", "left PT216H time");
      assertThat(changes(database, quiet)).containsExactly("entered PT216H time");
      harness.receiveFromBrowser(view("a", "ana@acme.test", now)).drain();
      assertThat(changes(database, quiet))
          .containsExactly("entered PT216H time", "left PT216H entries");
      assertThat(changes(database, active)).endsWith("entered PT216H entries").hasSize(3);
      assertThat(count(database, "memberships WHERE look_at < " + now.toEpochMilli())).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void fill_brokenOffAndGoneOnByAnotherWorker_isComplete(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = harness(database);
      for (int i = 0; i < 40; i++) {
        harness.receive(plan("d" + i + ".test", i % 2 == 0 ? "pro" : "free", TEN));
      }
      harness.drain();
      SavedAudience pros =
          create(database, AudienceKind.ACCOUNTS, "{'field':'trait.plan','is':'pro'}");
      assertThat(filled(database)).containsValue(0);
      int[] rounds = {3};
      new MembershipWorker(database, () -> now, 10).apply(() -> rounds[0]-- > 0);
      assertThat(filled(database).get(pros.id())).isBetween(1, 99);
      assertThat(changes(database, pros)).hasSizeBetween(1, 19);
      new MembershipWorker(database, () -> now, 10).apply(() -> true);
      assertThat(filled(database)).containsValue(100);
      assertThat(changes(database, pros)).hasSize(20).containsOnly("entered PT0S filter");
      database.write(tx ->
          new AudienceStore()
              .update(
                  tx,
                  PipelineHarness.WORKSPACE,
                  pros,
                  "x",
                  "{\"field\":\"trait.plan\",\"is\":\"free\"}",
                  now));
      assertThat(filled(database)).containsValue(0);
      work(database);
      assertThat(changes(database, pros)).hasSize(60);
      assertThat(count(database, "memberships WHERE since IS NOT NULL")).isEqualTo(20);
    }
  }

  private static Map<Long, Integer> filled(Database database) {
    return database.read(tx -> new MembershipStore().findFilled(tx, PipelineHarness.WORKSPACE));
  }

  @ParameterizedTest
  @EnumSource
  void peopleOfACompany_whoseTraitChanges_areLookedAtAgain(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = harness(database);
      SavedAudience people =
          create(database, AudienceKind.VISITORS, "{'account':{'field':'trait.plan','is':'pro'}}");
      work(database);
      for (int i = 0; i < 5; i++) {
        harness.receiveFromBrowser(view("v" + i, "v" + i + "@acme.test", TEN));
      }
      harness.receive(plan("acme.test", "pro", TEN)).drain(new PipelineLimits(2, 1L << 20));
      work(database);
      assertThat(changes(database, people)).hasSize(5);
      now = TEN.plusSeconds(60);
      harness.receive(plan("acme.test", "free", now)).drain();
      work(database);
      assertThat(changes(database, people)).hasSize(10).endsWith("left PT1M entries");
      assertThat(count(database, "membership_touched")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void slice_withMoreThanItsShare_isLeftToTheWorker(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = harness(database);
      for (int i = 0; i < 60; i++) {
        create(database, AudienceKind.ACCOUNTS, "{'field':'trait.plan','is':'p" + i + "'}");
      }
      work(database);
      for (int i = 0; i < 100; i++) {
        harness.receive(plan("d" + i + ".test", "p" + i % 60, TEN));
      }
      harness.drain();
      assertThat(count(database, "membership_touched")).isEqualTo(100);
      assertThat(count(database, "membership_changes")).isZero();
      work(database);
      assertThat(count(database, "membership_touched")).isZero();
      assertThat(count(database, "membership_changes")).isEqualTo(100);
    }
  }

  @ParameterizedTest
  @EnumSource
  void erased_leaveNothing(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = harness(database);
      SavedAudience known = create(database, AudienceKind.VISITORS, "{'field':'known','is':true}");
      SavedAudience companies =
          create(database, AudienceKind.ACCOUNTS, "{'field':'known_visitors','at_least':1}");
      work(database);
      harness
          .receiveFromBrowser(view("a", "ana@acme.test", TEN))
          .receiveFromBrowser(view("b", "bob@other.test", TEN))
          .drain();
      assertThat(changes(database, known)).hasSize(2);
      database.write(tx -> {
        new DeletionStore().suppress(tx, PipelineHarness.WORKSPACE, "somebody", TEN);
        return tx;
      });
      database.write(tx ->
          new SubjectErasure(tx, PipelineHarness.WORKSPACE, new DomainReader())
              .run(subject(DeletionSubject.Kind.EMAIL, "ana@acme.test"), 0));
      work(database);
      assertThat(changes(database, known)).containsExactly("entered PT0S entries");
      assertThat(changes(database, companies)).endsWith("left PT0S deletion").hasSize(3);
      database.write(tx ->
          new SubjectErasure(tx, PipelineHarness.WORKSPACE, new DomainReader())
              .run(subject(DeletionSubject.Kind.DOMAIN, "other.test"), 0));
      work(database);
      assertThat(changes(database, known)).isEmpty();
      assertThat(changes(database, companies)).hasSize(2);
      assertThat(count(database, "memberships")).isZero();
    }
  }

  private static DeletionSubject subject(DeletionSubject.Kind kind, String text) {
    return new DeletionSubject(0, kind, text, "00".repeat(32), null);
  }

  @ParameterizedTest
  @EnumSource
  void oldEntries_whenDeleted_countNoMore(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = harness(database);
      String filter = "{'did':'page_view','in_last_days':400}";
      SavedAudience people = create(database, AudienceKind.VISITORS, filter);
      SavedAudience companies = create(database, AudienceKind.ACCOUNTS, filter + " ");
      work(database);
      harness.receiveFromBrowser(view("a", "ana@acme.test", TEN)).drain();
      now = TEN.plus(Duration.ofDays(40));
      RetentionListener nobody =
          new RetentionListener() {
            @Override
            public void deleted(String kind, long count) {}

            @Override
            public void succeeded(Instant at) {}
          };
      new RetentionWorker(
              database,
              () -> now,
              new RetentionLimits(
                  Map.of(CallKind.PAGE_VIEW, Duration.ofDays(30)), Optional.empty()),
              nobody)
          .apply(() -> true);
      work(database);
      assertThat(changes(database, people))
          .containsExactly("entered PT0S entries", "left PT960H deletion");
      assertThat(changes(database, companies)).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void signal_whenDeleted_isNotAskedForAnyMore(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = harness(database);
      SignalStore signals = new SignalStore();
      StoredSignal signal =
          database.write(tx ->
              signals.insert(
                  tx,
                  PipelineHarness.WORKSPACE,
                  "Any",
                  "{\"kind\":\"page_view\",\"when\":{\"field\":\"path\",\"is_set\":true}}",
                  true,
                  TEN,
                  "test"));
      SavedAudience people =
          create(database, AudienceKind.VISITORS, "{'signal':" + signal.id() + "}");
      SavedAudience companies =
          create(
              database, AudienceKind.ACCOUNTS, "{'signal':" + signal.id() + ",'in_last_days':9}");
      work(database);
      harness.receiveFromBrowser(view("a", "ana@acme.test", TEN)).drain();
      assertThat(changes(database, people)).containsExactly("entered PT0S entries");
      assertThat(changes(database, companies)).containsExactly("entered PT0S entries");
      database.write(tx -> {
        signals.delete(tx, signal, TEN);
        return signal;
      });
      work(database);
      assertThat(changes(database, people)).endsWith("left PT0S filter");
      assertThat(changes(database, companies)).endsWith("left PT0S filter");
    }
  }

  @ParameterizedTest
  @EnumSource
  void filter_thatCannotBeReadAnyMore_stopsNobodyElse(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = harness(database);
      String filter = "{'field':'last_seen_at','in_last_days':1}";
      SavedAudience broken = create(database, AudienceKind.ACCOUNTS, filter);
      SavedAudience whole = create(database, AudienceKind.ACCOUNTS, filter + " ");
      work(database);
      harness.receive(plan("acme.test", "pro", TEN)).drain();
      database.write(tx ->
          tx.update("UPDATE audiences SET filter = '{\"field\":\"\"}' WHERE audience_id = :id")
              .bind("id", broken.id())
              .execute());
      now = TEN.plus(Duration.ofDays(2));
      work(database);
      harness.receive(plan("b.test", "pro", now)).drain();
      assertThat(changes(database, broken)).hasSize(1);
      assertThat(changes(database, whole)).hasSize(3);
    }
  }
}
