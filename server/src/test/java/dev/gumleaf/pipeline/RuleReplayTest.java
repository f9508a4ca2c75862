package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.HitRow;
import dev.gumleaf.store.PastEntries;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.store.StoredSignal;
import dev.gumleaf.store.TimeRange;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.VisitorHistory;
import dev.gumleaf.testing.VisitorHistory.Sent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looking at the past finds what was found when it was the present. */
class RuleReplayTest {
  /** What the random histories hold, in every kind of rule and operator that tells it apart. */
  private static final List<String> RULES =
      List.of(
          "{'kind':'page_view'}",
          "{'kind':'page_view','active_seconds':2,'when':{'field':'path','any_of':['/p1','/p2']}}",
          "{'kind':'page_view','active_seconds':4,'when':{'not':{'field':'url','contains':'p1'}}}",
          "{'kind':'form'}",
          "{'kind':'form','work_email':true,'when':{'field':'name','is':'demo'}}",
          "{'kind':'event','event':'e1'}",
          "{'kind':'event','event':'e2','when':{'field':'n','at_least':20}}",
          "{'kind':'event','event':'Report Created'}",
          "{'kind':'session_time','active_minutes':0.05}",
          "{'kind':'session_time','active_minutes':0.5}",
          "{'kind':'visitor_trait','trait':'title','change':{'changes':true}}",
          "{'kind':'visitor_trait','trait':'name','change':{'becomes':{'any_of':['v1','top 2']}}}",
          "{'kind':'account_trait','trait':'plan','change':{'becomes':{'is':'p1'}}}",
          "{'kind':'account_trait','trait':'seats','groups':true,'change':{'increases_by':2}}",
          "{'kind':'account_trait','trait':'seats','change':{'becomes':{'at_least':5}}}",
          "{'kind':'account_trait','trait':'seats','percent_of':'limit','groups':true,"
              + "'change':{'becomes':{'at_least':50}}}");

  private static final String HITS =
      """
      SELECT s.name || ' ' || COALESCE(p.subject, a.domain) || ' ' || h.at || ' ' || h.evidence
      FROM signal_hits h
        JOIN signals s ON s.signal_id = h.signal_id
        LEFT JOIN profiles p ON p.profile_key = h.profile_key
        LEFT JOIN accounts a ON a.account_key = h.account_key
      """;

  private static final long LATE = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"SQLITE, 1, 20", "POSTGRES, 2, 8"})
  void replay_afterwards_findsWhatTheRulesFoundFromTheStart(Engine engine, long seed, int histories)
      throws Exception {
    Random random = new Random(seed);
    List<Sent> requests = new ArrayList<>();
    for (int number = 0; number < histories; number++) {
      requests.addAll(VisitorHistory.generate(random, number, 50).disturbed(random));
      for (int i = 0; i < 15; i++) {
        requests.add(new Sent(company(random, number), false));
      }
    }
    Collections.shuffle(requests, random);
    try (Database database = engine.open(Files.createDirectory(directory.resolve("state")))) {
      PipelineHarness harness = new PipelineHarness(database).knowing(knowledge());
      List<StoredSignal> signals = new ArrayList<>();
      for (String rule : RULES) {
        signals.add(signal(database, rule.replace('\'', '"')));
      }
      for (Sent sent : requests) {
        if (sent.browser()) {
          harness.receiveFromBrowser(sent.body());
        } else if (sent.body().startsWith("{\"domain\"")) {
          harness.receive(sent.body());
        } else {
          harness.receiveVisit(sent.body());
        }
      }
      harness.drain(new PipelineLimits(1 + random.nextInt(30), 1 << 20));
      List<String> expected = stored(database);
      assertThat(expected).as("seed %d", seed).hasSizeGreaterThan(20 * histories);
      for (StoredSignal each : signals) {
        assertThat(expected).as(each.name()).anyMatch(hit -> hit.startsWith(each.name()));
      }
      compare(replayed(database, signals, new TimeRange(0, LATE)), expected);
      long middle = Instant.parse("2026-01-01T10:00:00Z").toEpochMilli();
      List<String> early = replayed(database, signals, new TimeRange(0, middle));
      List<String> late = replayed(database, signals, new TimeRange(middle, LATE));
      assertThat(early).isNotEmpty();
      assertThat(late).isNotEmpty();
      early.addAll(late);
      compare(early, expected);
    }
  }

  private static void compare(List<String> replayed, List<String> expected) {
    assertThat(replayed).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static StoredSignal signal(Database database, String rule) {
    return database.write(tx ->
        new SignalStore()
            .insert(tx, PipelineHarness.WORKSPACE, rule, rule, true, PipelineHarness.NOW, "test"));
  }

  private static String company(Random random, int number) {
    String time =
        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(40) * 1_800L).toString();
    String domain = "acme.test" + number + ".test";
    if (random.nextBoolean()) {
      return """
      {"domain":"%s","events":[{"type":"track","event":"Report Created","sent_at":%s,
        "properties":{"n":%d}}]}
      """
          .formatted(domain, random.nextBoolean() ? "null" : "\"" + time + "\"", random.nextInt(3));
    }
    return """
    {"domain":"%s","identifies":[{"type":"identify","sent_at":"%s","traits":{%s%s"seats":%d}}]}
    """
        .formatted(
            domain,
            time,
            random.nextBoolean() ? "" : "\"group_id\":\"g\",",
            random.nextBoolean() ? "" : "\"limit\":" + (5 + random.nextInt(10)) + ",",
            random.nextInt(10));
  }

  private static List<String> stored(Database database) {
    return database.read(tx -> tx.query(HITS).mapTo(String.class).list());
  }

  /** A few owners at a time, as a preview does. */
  private static List<String> replayed(
      Database database, List<StoredSignal> signals, TimeRange range) {
    List<HitRow> hits = new ArrayList<>();
    RuleReplay replay = new RuleReplay(signals, new DomainReader(), range, hits::add, () -> {});
    database.read(tx -> {
      PastEntries entries = new PastEntries(tx);
      List<ProfileKey> people = entries.profiles(PipelineHarness.WORKSPACE, 0, 7);
      while (!people.isEmpty()) {
        replay.lookAtPeople(tx, people);
        people = entries.profiles(PipelineHarness.WORKSPACE, people.getLast().value(), 7);
      }
      List<AccountKey> companies = entries.accounts(PipelineHarness.WORKSPACE, 0, 7);
      while (!companies.isEmpty()) {
        replay.lookAtCompanies(tx, companies);
        companies = entries.accounts(PipelineHarness.WORKSPACE, companies.getLast().value(), 7);
      }
      return replay;
    });
    List<String> names = new ArrayList<>();
    for (HitRow hit : hits) {
      names.add(
          "%s %s %d %s"
              .formatted(
                  signals.stream()
                      .filter(each -> each.id() == hit.signal())
                      .findFirst()
                      .orElseThrow()
                      .name(),
                  owner(database, hit),
                  hit.at(),
                  hit.evidence()));
    }
    return names;
  }

  private static String owner(Database database, HitRow hit) {
    String sql =
        hit.profile() != null
            ? "SELECT subject FROM profiles WHERE profile_key = :key"
            : "SELECT domain FROM accounts WHERE account_key = :key";
    long key =
        hit.profile() != null ? hit.profile().value() : requireNonNull(hit.account()).value();
    return database.read(tx -> tx.query(sql).bind("key", key).mapTo(String.class).one());
  }

  private static Knowledge knowledge() {
    return new Knowledge(
        new DomainReader(),
        agent -> agent.startsWith("Crawler"),
        address -> Optional.empty(),
        () -> "07".repeat(32));
  }
}
