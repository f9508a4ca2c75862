package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.store.StoredSignal;
import dev.gumleaf.testing.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What sets signals off, and that it does so once, and not an entry earlier. */
class SignalPipelineTest {
  private static final String HITS =
      """
      SELECT s.name || ' v' || h.version || ' ' || COALESCE(p.subject, a.domain) || ' '
        || h.at || ' ' || h.evidence
      FROM signal_hits h
        JOIN signals s ON s.signal_id = h.signal_id
        LEFT JOIN profiles p ON p.profile_key = h.profile_key
        LEFT JOIN accounts a ON a.account_key = h.account_key
      ORDER BY 1
      """;

  /** 10:00 on the fifth of January 2026. */
  private static final long TEN = 1_767_607_200_000L;

  private static final long MINUTE = 60_000;

  @TempDir Path directory;

  private static List<String> hits(Database database) {
    return database.read(tx -> tx.query(HITS).mapTo(String.class).list());
  }

  private static StoredSignal signal(Database database, String name, String rule) {
    return database.write(tx ->
        new SignalStore()
            .insert(
                tx,
                PipelineHarness.WORKSPACE,
                name,
                rule.replace('\'', '"'),
                true,
                PipelineHarness.NOW,
                "test"));
  }

  private static String view(String id, String path, String time, String focus) {
    return """
    {"profile_id":"%s","page_views":[{"message_id":"%s%s-%1$s","page":{"path":"%2$s",
      "url":"https://www.northwind.test%2$s"},"visit_start":"2026-01-%3$s:00Z",
      "focus_intervals":[%s]}]}
    """
        .formatted(id, path, time, focus);
  }

  private static String identify(String domain, String time, String traits) {
    return """
    {"domain":"%s","identifies":[{"type":"identify","sent_at":"2026-01-%s:00Z","traits":%s}]}
    """
        .formatted(domain, time, traits);
  }

  private static String event(String domain, String message, String properties) {
    return """
    {"domain":"%s","events":[{"type":"track","event":"Seat Added","message_id":"%s",
      "sent_at":"2026-01-05T10:00:00Z","properties":%s}]}
    """
        .formatted(domain, message, properties);
  }

  @ParameterizedTest
  @EnumSource
  void pageView_growing_firesWithTheCopyThatIsLongEnough(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      signal(
          database,
          "Pricing",
          "{'kind':'page_view','active_seconds':15,'when':{'field':'url','contains':'/pricing'}}");
      harness
          .receiveFromBrowser(view("dev-1", "/pricing", "05T10:00", "14999"))
          .receiveFromBrowser(view("dev-1", "/blog", "05T10:00", "60000"))
          .drain();
      assertThat(hits(database)).isEmpty();
      harness.receiveFromBrowser(view("dev-1", "/pricing", "05T10:00", "14999,1")).drain();
      List<String> once = hits(database);
      assertThat(once)
          .containsExactly(
              "Pricing v1 dev-1 "
                  + TEN
                  + " {\"message_id\":\"/pricing05T10:00-dev-1\","
                  + "\"url\":\"https://www.northwind.test/pricing\",\"path\":\"/pricing\","
                  + "\"active_seconds\":15}");
      harness
          .receiveFromBrowser(view("dev-1", "/pricing", "05T10:00", "14999,1"))
          .receiveFromBrowser(view("dev-1", "/pricing", "05T10:00", "90000"))
          .drain();
      assertThat(hits(database))
          .as("the evidence grows with the view")
          .containsExactly(once.getFirst().replace("seconds\":15", "seconds\":90"));
      harness.receiveFromBrowser(view("dev-1", "/pricing", "05T10:01", "20000")).drain();
      assertThat(hits(database)).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pageView_twoCopiesInOneSlice_areOneHit(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      signal(database, "Any", "{'kind':'page_view','active_seconds':15}");
      harness
          .receiveFromBrowser(view("dev-1", "/a", "05T10:00", "20000"))
          .receiveFromBrowser(view("dev-1", "/a", "05T10:00", "30000"))
          .drain();
      assertThat(hits(database)).singleElement().asString().contains("seconds\":30}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void form_withWorkEmail_firesForEachSubmission(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      signal(database, "Any", "{'kind':'form'}");
      signal(
          database,
          "Demo",
          "{'kind':'form','work_email':true,'when':{'field':'name','is':'demo'}}");
      String form =
          """
          {"profile_id":"dev-1","metrics":[{"id":"%s","name":"sdk.form.submitted",
            "sent_at":"2026-01-05T10:00:00Z","properties":{"name":"%s",
            "traits":{"email":"%s"},"context":{"page":{"path":"/demo"}}}}]}
          """;
      harness
          .receiveFromBrowser(form.formatted("f1", "demo", "ana@northwind.test"))
          .receiveFromBrowser(form.formatted("f1", "demo", "ana@northwind.test"))
          .receiveFromBrowser(form.formatted("f2", "demo", "ana@gmail.com"))
          .receiveFromBrowser(form.formatted("f3", "news", "ana@northwind.test"))
          .drain();
      assertThat(hits(database).stream().map(hit -> hit.substring(0, 4)).toList())
          .containsExactly("Any ", "Any ", "Any ", "Demo");
      assertThat(hits(database).getLast()).contains("\"message_id\":\"f1\"").contains("/demo");
    }
  }

  @ParameterizedTest
  @EnumSource
  void event_ofAPersonOrACompany_firesByItsProperties(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      signal(
          database,
          "Seats",
          "{'kind':'event','event':'Seat Added','when':{'field':'plan.seats','at_least':3}}");
      harness
          .receive(event("acme.test", "e1", "{\"plan\":{\"seats\":2}}"))
          .receive(event("acme.test", "e2", "{\"plan\":{\"seats\":3}}"))
          .receive(event("acme.test", "e2", "{\"plan\":{\"seats\":3}}"))
          .receiveVisit(
              """
              {"profile_id":"dev-1","events":[{"type":"track","event":"Seat Added",
                "message_id":"e3","sent_at":"2026-01-05T10:00:00Z",
                "properties":{"plan":{"seats":4}}}]}
              """)
          .receive(event("acme.test", "e4", "{\"plan\":{\"seats\":9}}"), null, null)
          .drain();
      assertThat(hits(database))
          .as("an entry without a user agent does not count")
          .containsExactly(
              "Seats v1 acme.test " + TEN + " {\"message_id\":\"e2\",\"event\":\"Seat Added\"}",
              "Seats v1 dev-1 " + TEN + " {\"message_id\":\"e3\",\"event\":\"Seat Added\"}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void sessionTime_ofAMonth_firesOnceWithTheViewThatMakesItEnough(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      signal(database, "Minute", "{'kind':'session_time','active_minutes':1}");
      harness
          .receiveFromBrowser(view("dev-1", "/a", "05T10:00", "30000"))
          .receiveFromBrowser(view("dev-1", "/b", "05T10:01", "29999"))
          .receiveFromBrowser(view("dev-1", "/c", "31T10:00", "100"))
          .receiveFromBrowser(view("other", "/c", "05T10:00", "59999"))
          .drain();
      assertThat(hits(database)).as("the last one is what was missing").hasSize(1);
      assertThat(hits(database).getFirst())
          .startsWith("Minute v1 dev-1 " + (TEN + 26 * 24 * 60 * MINUTE))
          .contains("\"month\":\"2026-01\"");
      harness.receiveFromBrowser(view("dev-1", "/b", "05T10:01", "30000")).drain();
      assertThat(hits(database)).hasSize(1);
      assertThat(hits(database).getFirst())
          .as("a copy that comes late moves the moment")
          .startsWith("Minute v1 dev-1 " + (TEN + MINUTE));
      harness.receiveFromBrowser(view("dev-1", "/d", "06T10:00", "600000")).drain();
      assertThat(hits(database)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sessionTime_ofManyMonthsInOneSlice_isEachByItself(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      signal(database, "Minute", "{'kind':'session_time','active_minutes':1}");
      signal(database, "Two", "{'kind':'session_time','active_minutes':2}");
      harness
          .receiveFromBrowser(view("dev-1", "/a", "05T10:02", "60000"))
          .receiveFromBrowser(view("dev-2", "/a", "05T10:02", "120000"))
          .receiveFromBrowser(view("dev-1", "/f", "05T10:00", "60000").replace("-01-", "-02-"))
          .receiveFromBrowser(view("dev-3", "/a", "05T10:02", "59999"))
          .drain();
      assertThat(whoAndWhen(database))
          .containsExactly("Minute dev-1 2", "Minute dev-1 44640", "Minute dev-2 2", "Two dev-2 2");
      harness
          .receiveFromBrowser(view("dev-1", "/b", "05T10:00", "60000"))
          .receiveFromBrowser(view("dev-2", "/b", "05T10:00", "60000"))
          .receiveFromBrowser(view("dev-2", "/c", "05T10:01", "60000"))
          .receiveFromBrowser(view("dev-3", "/b", "05T10:00", "1"))
          .drain();
      assertThat(whoAndWhen(database))
          .as("some moved, some came, one stayed")
          .containsExactly(
              "Minute dev-1 0",
              "Minute dev-1 44640",
              "Minute dev-2 0",
              "Minute dev-3 2",
              "Two dev-1 2",
              "Two dev-2 1");
    }
  }

  /** With the minutes since ten. */
  private static List<String> whoAndWhen(Database database) {
    return hits(database).stream()
        .map(hit -> hit.split(" "))
        .map(hit -> hit[0] + " " + hit[2] + " " + (Long.parseLong(hit[3]) - TEN) / MINUTE)
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void traits_ofGroupsAndPeople_fireWhenTheyBecome(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      String ten = "'change':{'becomes':{'at_least':10}}}";
      signal(database, "Groups", "{'kind':'account_trait','trait':'seats','groups':true," + ten);
      signal(database, "Own", "{'kind':'account_trait','trait':'seats'," + ten);
      signal(
          database,
          "Boss",
          "{'kind':'visitor_trait','trait':'title','change':{'becomes':{'contains':'chief'}}}");
      harness
          .receive(identify("acme.test", "05T10:00", "{\"group_id\":\"prod\",\"seats\":9}"))
          .receive(identify("acme.test", "05T10:01", "{\"group_id\":\"prod\",\"seats\":10}"))
          .receive(identify("acme.test", "05T10:02", "{\"group_id\":\"prod\",\"seats\":11}"))
          .receive(identify("acme.test", "05T10:03", "{\"group_id\":\"test\",\"seats\":99}"))
          .receive(identify("acme.test", "05T10:04", "{\"seats\":10}"))
          .receiveVisit(
              """
              {"email":"ana@acme.test","identifies":[
                {"sent_at":"2026-01-05T10:00:00Z","traits":{"title":"Engineer"}},
                {"sent_at":"2026-01-05T10:01:00Z","traits":{"title":"Chief Engineer"}}]}
              """)
          .drain();
      assertThat(hits(database).stream().map(hit -> hit.replaceFirst(" v1 ", " ")).toList())
          .containsExactly(
              "Boss ana@acme.test %d {\"trait\":\"title\",\"before\":\"Engineer\",\"after\":\"Chief Engineer\"}"
                  .formatted(TEN + MINUTE),
              "Groups acme.test %d {\"trait\":\"seats\",\"group_id\":\"prod\",\"before\":9,\"after\":10}"
                  .formatted(TEN + MINUTE),
              "Groups acme.test %d {\"trait\":\"seats\",\"group_id\":\"test\",\"before\":null,\"after\":99}"
                  .formatted(TEN + 3 * MINUTE),
              "Groups acme.test %d {\"trait\":\"seats\",\"before\":null,\"after\":10}"
                  .formatted(TEN + 4 * MINUTE),
              "Own acme.test %d {\"trait\":\"seats\",\"before\":null,\"after\":10}"
                  .formatted(TEN + 4 * MINUTE));
    }
  }

  @ParameterizedTest
  @EnumSource
  void share_ofTwoTraitsOfAGroup_firesWhenEitherMakesItEnough(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      signal(
          database,
          "Full",
          "{'kind':'account_trait','trait':'seatsUsed','percent_of':'seatsLimit','groups':true,"
              + "'change':{'becomes':{'at_least':80}}}");
      harness
          .receive(identify("acme.test", "05T10:00", "{\"group_id\":\"a\",\"seats_limit\":10}"))
          .receive(identify("acme.test", "05T10:01", "{\"group_id\":\"b\",\"seats_used\":9}"))
          .receive(identify("acme.test", "05T10:03", "{\"group_id\":\"a\",\"seats_used\":8}"))
          .drain();
      assertThat(hits(database))
          .containsExactly(
              "Full v1 acme.test %d {\"trait\":\"seats_used\",\"percent_of\":\"seats_limit\",\"group_id\":\"a\",\"before\":null,\"after\":80}"
                  .formatted(TEN + 3 * MINUTE));
      harness
          .receive(identify("acme.test", "05T10:02", "{\"group_id\":\"a\",\"seats_limit\":20}"))
          .receive(identify("acme.test", "05T10:04", "{\"group_id\":\"b\",\"seats_limit\":10}"))
          .drain();
      assertThat(hits(database))
          .as("a limit that comes late takes back what was not enough")
          .containsExactly(
              "Full v1 acme.test %d {\"trait\":\"seats_used\",\"percent_of\":\"seats_limit\",\"group_id\":\"b\",\"before\":null,\"after\":90}"
                  .formatted(TEN + 4 * MINUTE));
    }
  }

  @ParameterizedTest
  @EnumSource
  void change_ofARule_looksAtWhatComesFromThenOn(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      harness.receive(identify("acme.test", "05T09:00", "{\"seats\":50}")).drain();
      StoredSignal seats =
          signal(
              database,
              "Seats",
              "{'kind':'account_trait','trait':'seats','change':{'becomes':{'at_least':10}}}");
      harness
          .receive(identify("acme.test", "05T10:00", "{\"seats\":60}"))
          .receive(identify("old.test", "05T10:00", "{\"seats\":20}"))
          .drain();
      assertThat(hits(database)).singleElement().asString().startsWith("Seats v1 old.test");
      String rule =
          "{\"kind\":\"account_trait\",\"trait\":\"seats\","
              + "\"change\":{\"becomes\":{\"at_least\":30}}}";
      database.write(tx ->
          new SignalStore()
              .change(
                  tx,
                  PipelineHarness.WORKSPACE,
                  seats,
                  "Seats",
                  rule,
                  true,
                  PipelineHarness.NOW,
                  "test"));
      harness
          .receive(identify("acme.test", "05T11:00", "{\"seats\":70}"))
          .receive(identify("old.test", "05T11:00", "{\"seats\":30}"))
          .drain();
      assertThat(hits(database).stream().map(hit -> hit.substring(0, 17)).toList())
          .containsExactly("Seats v1 old.test", "Seats v2 old.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void change_toARuleAboutSomethingElse_leavesWhatTheOldOneFound(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      StoredSignal signal =
          signal(
              database,
              "S",
              "{'kind':'account_trait','trait':'seats','change':{'becomes':{'at_least':10}}}");
      harness
          .receive(identify("acme.test", "05T09:00", "{\"seats\":1,\"plan\":\"free\"}"))
          .receive(identify("acme.test", "05T10:00", "{\"seats\":10,\"plan\":\"pro\"}"))
          .drain();
      List<String> found = hits(database);
      assertThat(found).hasSize(1);
      String rule = "{\"kind\":\"account_trait\",\"trait\":\"plan\",\"change\":{\"changes\":true}}";
      database.write(tx ->
          new SignalStore()
              .change(
                  tx,
                  PipelineHarness.WORKSPACE,
                  signal,
                  "S",
                  rule,
                  true,
                  PipelineHarness.NOW,
                  "test"));
      harness.receive(identify("acme.test", "05T09:30", "{\"plan\":\"pro\"}")).drain();
      assertThat(hits(database)).containsAll(found).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void account_ofAProgramsOrANestedStatement_isAsItSays(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness =
          new PipelineHarness(database)
              .knowing(
                  new Knowledge(
                      new DomainReader(),
                      agent -> agent.startsWith("Crawler"),
                      address -> Optional.empty(),
                      () -> "07".repeat(32)));
      signal(
          database,
          "S",
          "{'kind':'account_trait','trait':'seats','change':{'becomes':{'at_least':10}}}");
      signal(
          database,
          "E",
          "{'kind':'event','event':'Seat Added','when':{'field':'utm','is_set':true}}");
      harness
          .receiveFromBrowser(
              """
              {"email":"bot@acme.test","identifies":[{"sent_at":"2026-01-05T10:00:00Z",
                "traits":{"$account":{"domain":"acme.test","seats":50}}}]}
              """,
              "Crawler/1")
          .receive(event("acme.test", "e1", "{\"utm\":{\"source\":\"x\"}}"))
          .receive(event("acme.test", "e2", "{\"utm\":{}}"))
          .drain();
      assertThat(hits(database)).singleElement().asString().contains("e1");
    }
  }

  private static final List<String> RULES =
      List.of(
          "{'kind':'page_view','active_seconds':10,'when':{'field':'path','any_of':['/a','/b']}}",
          "{'kind':'session_time','active_minutes':0.5}",
          "{'kind':'event','event':'Seat Added'}",
          "{'kind':'account_trait','trait':'seats','groups':true,'change':{'becomes':{'at_least':5}}}",
          "{'kind':'account_trait','trait':'seats','change':{'increases_by':2}}",
          "{'kind':'account_trait','trait':'seats','percent_of':'limit','groups':true,'change':{'becomes':{'at_least':80}}}",
          "{'kind':'visitor_trait','trait':'title','change':{'changes':true}}");

  @ParameterizedTest
  @EnumSource
  void anyOrder_repeatsAndSlices_giveTheSameHits(Engine engine) throws Exception {
    int rounds = engine == Engine.SQLITE ? 40 : 10;
    for (long seed = 0; seed < rounds; seed++) {
      Random random = new Random(seed);
      List<String> bodies = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        bodies.add(body(random));
      }
      List<String> straight = hitsOf(engine, "s" + seed, bodies, 1_000);
      List<String> disturbed = new ArrayList<>(bodies);
      disturbed.addAll(bodies.subList(0, 10));
      Collections.shuffle(disturbed, random);
      assertThat(hitsOf(engine, "d" + seed, disturbed, 1 + random.nextInt(5)))
          .as("seed %d", seed)
          .isEqualTo(straight);
    }
  }

  private static String body(Random random) {
    String time =
        "0%dT1%d:0%d".formatted(1 + random.nextInt(2), random.nextInt(2), random.nextInt(10));
    return switch (random.nextInt(4)) {
      case 0 ->
          view(
              "dev-1" + random.nextInt(2),
              "/" + (char) ('a' + random.nextInt(3)),
              time,
              Integer.toString(random.nextInt(20_000)));
      case 1 -> event("acme.test", "e" + random.nextInt(5), "{}");
      case 2 ->
          identify(
              "acme.test",
              time,
              "{%s\"%s\":%d}"
                  .formatted(
                      random.nextBoolean() ? "" : "\"group_id\":\"g\",",
                      random.nextInt(3) == 0 ? "limit" : "seats",
                      random.nextInt(10)));
      default ->
          """
          {"email":"ana@acme.test","identifies":[{"sent_at":"2026-01-%s:00Z",
            "traits":{"title":"T%d"}}]}
          """
              .formatted(time, random.nextInt(3));
    };
  }

  private List<String> hitsOf(Engine engine, String name, List<String> bodies, int slice)
      throws Exception {
    try (Database database = engine.open(Files.createDirectory(directory.resolve(name)))) {
      PipelineHarness harness = new PipelineHarness(database);
      for (String rule : RULES) {
        signal(database, rule, rule);
      }
      for (String body : bodies) {
        if (body.startsWith("{\"domain\"")) {
          harness.receive(body);
        } else {
          harness.receiveFromBrowser(body);
        }
      }
      harness.drain(new PipelineLimits(slice, 1 << 20));
      return hits(database);
    }
  }
}
