package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Profile;
import dev.gumleaf.score.HalfLives;
import dev.gumleaf.score.ScoreModel;
import dev.gumleaf.score.ScoreModelReader;
import dev.gumleaf.store.AccountMerge;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.MergeStore;
import dev.gumleaf.store.ScoreDerivation;
import dev.gumleaf.store.ScoreModelStore;
import dev.gumleaf.store.ScoreRow;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.store.StoredScoreModel;
import dev.gumleaf.store.StoredSignal;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.StateDump;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scores in the state are what the entries add up to, by a sum that knows nothing of the code. */
class ScorePipelineTest {
  private static final long DAY = 86_400_000;
  private static final long NOW = PipelineHarness.NOW.toEpochMilli();
  private static final List<String> DOMAINS = List.of("northwind.test", "fabrikam.test");

  @TempDir Path directory;

  /** A view as the reference sees it; a signal is set off by every view of the pricing page. */
  private record View(String device, String path, long at, long focusMillis) {
    String email(String[] owners) {
      return owners[Integer.parseInt(device.substring(4))];
    }

    String body(long focus) {
      return """
      {"profile_id":"%s","page_views":[{"message_id":"%s-%d","page":{"path":"%s",
        "host":"www.acme.test"},"visit_start":"%s","focus_intervals":[%d]}]}
      """
          .formatted(device, device, at, path, Instant.ofEpochMilli(at), focus);
    }
  }

  private static final class History {
    final String[] owners = new String[12];
    final List<View> views = new ArrayList<>();

    History(Random random) {
      for (int device = 0; device < owners.length; device++) {
        owners[device] = "p" + random.nextInt(5) + "@" + DOMAINS.get(random.nextInt(2));
      }
      Set<Long> times = new HashSet<>();
      for (int i = 0; i < 160; i++) {
        long at = NOW - 1 - random.nextLong(40 * DAY);
        if (times.add(at)) {
          String path = List.of("/pricing", "/a", "/b", "/c").get(random.nextInt(4));
          views.add(new View("dev-" + random.nextInt(12), path, at, random.nextInt(400_000)));
        }
      }
    }

    /** Everything once and in order, or repeated, growing, late and shuffled. */
    List<String> requests(Random random, boolean disturbed) {
      List<String> requests = new ArrayList<>();
      for (int device = 0; device < owners.length; device++) {
        requests.add(
            """
            {"profile_id":"dev-%d","identifies":[{"type":"identify","message_id":"i-%1$d",
              "sent_at":"2026-05-%02dT10:00:00Z","traits":{"email":"%s"}}]}
            """
                .formatted(device, 1 + device, owners[device]));
      }
      for (View view : views) {
        if (disturbed) {
          requests.add(view.body(view.focusMillis() / 3));
          if (random.nextBoolean()) {
            requests.add(view.body(view.focusMillis()));
          }
        }
        requests.add(view.body(view.focusMillis()));
      }
      if (disturbed) {
        Collections.shuffle(requests, random);
      }
      return requests;
    }
  }

  /** The points of all days of a company by the written rules, one by one. */
  private static Map<Long, double[]> reference(
      History history, Set<String> domains, Set<String> gone) {
    record Person(long day, String device) {}
    Map<Person, Map<String, Integer>> looks = new HashMap<>();
    Map<Person, double[]> groups = new HashMap<>();
    Map<Long, double[]> days = new TreeMap<>();
    Map<Long, Set<String>> people = new HashMap<>();
    Map<Person, Double> minutes = new HashMap<>();
    for (View view : history.views) {
      String email = view.email(history.owners);
      String domain = email.substring(email.indexOf('@') + 1);
      if (!domains.contains(domain) || gone.contains(email)) {
        continue;
      }
      long day = view.at() / DAY;
      Person person = new Person(day, view.device());
      int before =
          looks.computeIfAbsent(person, key -> new HashMap<>()).merge(view.path(), 1, Integer::sum)
              - 1;
      double[] sums = groups.computeIfAbsent(person, key -> new double[2]);
      sums[0] += Math.pow(0.6, before);
      if (view.path().equals("/pricing")) {
        sums[1] += 10 * Math.pow(0.6, before);
      }
      minutes.merge(person, view.focusMillis() / 60_000.0, Double::sum);
      people.computeIfAbsent(day, key -> new HashSet<>()).add(email);
      double[] total = days.computeIfAbsent(day, key -> new double[] {0, 0, 0, 0, 0});
      total[4] = Math.max(total[4], (double) view.at());
    }
    groups.forEach((person, sums) -> {
      double[] total = requireNonNull(days.get(person.day()));
      total[0] += sums[0];
      total[1] += sums[1];
      total[2] += 2 * Math.log1p(requireNonNull(minutes.get(person)));
    });
    days.forEach((day, total) ->
        total[3] =
            (Math.min(10, total[0]) + Math.min(40, total[1]) + Math.min(10, total[2]))
                * (1 + 0.35 * Math.log(requireNonNull(people.get(day)).size())));
    return days;
  }

  private static void requireEqual(
      Database database,
      History history,
      String domain,
      Set<String> domains,
      Set<String> gone,
      String which) {
    Optional<ScoreRow> found =
        database.read(tx -> {
          AccountKey account =
              new AccountKey(
                  tx.query("SELECT account_key FROM accounts WHERE domain = :domain")
                      .bind("domain", domain)
                      .mapTo(Long.class)
                      .one());
          return new ScoreDerivation(tx).findScores(List.of(account)).stream().findFirst();
        });
    Map<Long, double[]> days = reference(history, domains, gone);
    if (days.isEmpty()) {
      assertThat(found).as(which).isEmpty();
      return;
    }
    ScoreRow row = found.orElseThrow();
    for (int i = 0; i < HalfLives.STANDARD.size(); i++) {
      double halfLifeDays = HalfLives.STANDARD.get(i).days();
      double direct = 0;
      for (double[] day : days.values()) {
        direct += day[3] * Math.pow(2, -(NOW - day[4]) / DAY / halfLifeDays);
      }
      double kept =
          row.sums().get(i) * Math.pow(2, -(double) (NOW - row.at()) / DAY / halfLifeDays);
      assertThat(kept).as("%s, %s days", which, halfLifeDays).isCloseTo(direct, within(1e-9));
      if (halfLifeDays == 7) {
        assertThat(HalfLives.STANDARD.get(i).valueAt(row.rank(), NOW))
            .as("%s, by its rank", which)
            .isCloseTo(direct, within(1e-8));
      }
    }
  }

  private static PipelineHarness harness(Database database) {
    PipelineHarness harness = new PipelineHarness(database);
    database.write(tx ->
        new SignalStore()
            .insert(
                tx,
                PipelineHarness.WORKSPACE,
                "Pricing",
                "{\"kind\":\"page_view\",\"when\":{\"field\":\"path\",\"is\":\"/pricing\"}}",
                true,
                PipelineHarness.NOW,
                "test"));
    return harness;
  }

  private static void work(Database database) {
    new ScoreWorker(database, () -> PipelineHarness.NOW).apply(() -> true);
  }

  private static void deliver(PipelineHarness harness, List<String> requests, Random random) {
    int from = 0;
    while (from < requests.size()) {
      int to = Math.min(requests.size(), from + 1 + random.nextInt(120));
      requests.subList(from, to).forEach(harness::receiveFromBrowser);
      harness.drain(new PipelineLimits(1 + random.nextInt(60), 64 * 1024));
      from = to;
    }
  }

  @ParameterizedTest
  @EnumSource
  void scores_lateRepeatedAndErasedEntries_areTheDirectSum(Engine engine) throws Exception {
    int histories = engine == Engine.SQLITE ? 25 : 6;
    for (int seed = 1; seed <= histories; seed++) {
      Random random = new Random(seed);
      History history = new History(random);
      Path place = Files.createTempDirectory(directory, "state");
      try (Database database = engine.open(place)) {
        deliver(harness(database), history.requests(random, true), random);
        for (String domain : DOMAINS) {
          requireEqual(database, history, domain, Set.of(domain), Set.of(), "seed " + seed);
        }
        String erased = history.owners[random.nextInt(12)];
        erase(database, erased);
        work(database);
        for (String domain : DOMAINS) {
          requireEqual(
              database,
              history,
              domain,
              Set.of(domain),
              Set.of(erased),
              "seed %d without one".formatted(seed));
        }
        long merge = merge(database);
        work(database);
        requireEqual(
            database,
            history,
            DOMAINS.get(0),
            Set.copyOf(DOMAINS),
            Set.of(erased),
            "seed %d merged".formatted(seed));
        database.write(tx -> {
          new MergeStore().lock(tx);
          new MergeStore().undo(tx, PipelineHarness.WORKSPACE, merge, PipelineHarness.NOW, "test");
          return merge;
        });
        work(database);
        for (String domain : DOMAINS) {
          requireEqual(
              database,
              history,
              domain,
              Set.of(domain),
              Set.of(erased),
              "seed %d undone".formatted(seed));
        }
      }
    }
  }

  private static void erase(Database database, String email) {
    database.write(tx -> {
      Profile person =
          new Derivation(tx)
              .visitors()
              .findProfiles(PipelineHarness.WORKSPACE, Profile.Kind.EMAIL, List.of(email))
              .getFirst();
      new Derivation(tx).lockPosition();
      new PersonErasure(tx, PipelineHarness.WORKSPACE, new DomainReader()).run(person);
      return email;
    });
  }

  private static long merge(Database database) {
    return database.write(tx -> {
      MergeStore merges = new MergeStore();
      merges.lock(tx);
      List<AccountKey> keys =
          DOMAINS.stream()
              .map(domain ->
                  new AccountKey(
                      tx.query("SELECT account_key FROM accounts WHERE domain = :domain")
                          .bind("domain", domain)
                          .mapTo(Long.class)
                          .one()))
              .toList();
      return merges.merge(
          tx,
          PipelineHarness.WORKSPACE,
          keys.get(1),
          keys.get(0),
          new MergeStore.Note(AccountMerge.Kind.MERGE, "one", PipelineHarness.NOW, "test"));
    });
  }

  @ParameterizedTest
  @EnumSource
  void scores_newRulesAndBack_areWhatTheyWere(Engine engine) throws Exception {
    Random random = new Random(77);
    History history = new History(random);
    try (Database database = engine.open(directory)) {
      deliver(harness(database), history.requests(random, false), random);
      work(database);
      List<String> before = scores(database);
      rules(database, 1, "{\"half_life_days\":1,\"pages\":{\"points\":3},\"people\":0}");
      work(database);
      assertThat(scores(database)).isNotEqualTo(before);
      rules(database, 2, "{}");
      work(database);
      assertThat(scores(database))
          .isEqualTo(before.stream().map(line -> line.replace("version=1", "version=2")).toList());
    }
  }

  private static List<String> scores(Database database) {
    return StateDump.of(database)
        .lines()
        .filter(line -> line.startsWith("score") || line.startsWith("points"))
        .toList();
  }

  private static void rules(Database database, int version, String rules) {
    database.write(tx -> {
      new ScoreModelStore()
          .insert(
              tx,
              PipelineHarness.WORKSPACE,
              new StoredScoreModel(
                  version, rules, ScoreModel.standard().readAs(), PipelineHarness.NOW, "test"));
      return version;
    });
  }

  @ParameterizedTest
  @EnumSource
  void scores_deletedSignal_takesItsPoints(Engine engine) throws Exception {
    Random random = new Random(78);
    History history = new History(random);
    try (Database database = engine.open(directory)) {
      deliver(harness(database), history.requests(random, false), random);
      database.write(tx -> {
        StoredSignal signal = new SignalStore().list(tx, PipelineHarness.WORKSPACE).getFirst();
        new SignalStore().delete(tx, signal, PipelineHarness.NOW);
        return signal;
      });
      work(database);
      assertThat(scores(database)).noneMatch(line -> line.contains("group_name=signals"));
      assertThat(scores(database)).anyMatch(line -> line.contains("group_name=pages"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void trend_daysWithoutAnything_coolsDown(Engine engine) throws Exception {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = harness(database);
      harness.receiveFromBrowser(
          """
          {"profile_id":"dev-0","identifies":[{"type":"identify","message_id":"i",
            "sent_at":"2026-04-01T10:00:00Z","traits":{"email":"ana@northwind.test"}}]}
          """);
      IntStream.range(0, 40)
          .forEach(ago ->
              harness.receiveFromBrowser(
                  new View("dev-0", "/pricing", NOW - ago * DAY - 1, 60_000).body(60_000)));
      harness.drain();
      assertThat(scores(database)).anyMatch(line -> line.contains("trend=3"));
      new ScoreWorker(database, () -> PipelineHarness.NOW.plusSeconds(12 * 86_400))
          .apply(() -> true);
      assertThat(scores(database)).anyMatch(line -> line.contains("trend=4"));
    }
  }

  private static List<String> news(Database database) {
    return database.read(tx ->
        tx.query("SELECT body FROM changes WHERE kind = 3 ORDER BY change_key")
            .mapTo(String.class)
            .list());
  }

  @ParameterizedTest
  @EnumSource
  void news_ofBands_areToldOnceAsEntriesComeAndAsTimePasses(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = harness(database);
      ScoreWorker[] at = new ScoreWorker[12];
      for (int week = 0; week < at.length; week++) {
        Instant then = PipelineHarness.NOW.plusSeconds(week * 7L * 86_400);
        at[week] = new ScoreWorker(database, () -> then);
      }
      at[0].apply(() -> true);
      harness.receiveFromBrowser(
          """
          {"profile_id":"dev-0","identifies":[{"type":"identify","message_id":"i",
            "sent_at":"2026-05-01T10:00:00Z","traits":{"email":"ana@northwind.test"}}]}
          """);
      harness.drain();
      assertThat(news(database)).isEmpty();
      for (int ago = 0; ago < 8; ago++) {
        harness.receiveFromBrowser(
            new View("dev-0", "/pricing", NOW - ago * DAY - 1, 60_000).body(60_000));
      }
      harness.drain();
      assertThat(news(database)).hasSize(1);
      assertThat(news(database).getFirst()).contains("\"before\":{\"number\":0");
      harness.drain();
      at[0].apply(() -> true);
      assertThat(news(database)).hasSize(1);
      for (ScoreWorker each : at) {
        each.apply(() -> true);
        each.apply(() -> true);
      }
      List<String> bands = news(database);
      assertThat(bands.stream().filter(body -> body.contains("\"before\":{\"number\":20")))
          .as("fell below medium once")
          .hasSize(1);
      assertThat(bands.stream().filter(body -> body.contains("\"before\":{\"number\":1,")))
          .as("fell below low once")
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void scores_monthThatBecomesEnoughEarlier_movesItsPoints(Engine engine) throws Exception {
    List<String> bodies = new ArrayList<>();
    for (int day : List.of(20, 10, 5)) {
      long at = Instant.parse("2026-05-%02dT10:00:00Z".formatted(day)).toEpochMilli();
      bodies.add(new View("dev-0", "/a", at, 30_000).body(30_000));
    }
    List<List<String>> states = new ArrayList<>();
    for (List<String> order : List.of(bodies, bodies.reversed())) {
      try (Database database = engine.open(Files.createTempDirectory(directory, "state"))) {
        PipelineHarness harness = new PipelineHarness(database);
        database.write(tx ->
            new SignalStore()
                .insert(
                    tx,
                    PipelineHarness.WORKSPACE,
                    "A minute",
                    "{\"kind\":\"session_time\",\"active_minutes\":1}",
                    true,
                    PipelineHarness.NOW,
                    "test"));
        harness.receiveFromBrowser(
            """
            {"profile_id":"dev-0","identifies":[{"type":"identify","message_id":"i",
              "sent_at":"2026-04-01T10:00:00Z","traits":{"email":"ana@northwind.test"}}]}
            """);
        for (String body : order) {
          harness.receiveFromBrowser(body).drain();
        }
        states.add(scores(database));
      }
    }
    assertThat(states.get(0)).isEqualTo(states.get(1));
    assertThat(states.get(0)).filteredOn(line -> line.contains("group_name=signals")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void rules_withAnotherHalfLife_holdAtOnce(Engine engine) throws Exception {
    Random random = new Random(79);
    History history = new History(random);
    try (Database database = engine.open(directory)) {
      deliver(harness(database), history.requests(random, false), random);
      String rules = "{\"half_life_days\":14}";
      ScoreModel model = ScoreModelReader.read(JsonMapper.builder().build().readTree(rules), 2);
      database.write(tx -> {
        new ScoreModelStore()
            .insert(
                tx,
                PipelineHarness.WORKSPACE,
                new StoredScoreModel(2, rules, model.readAs(), PipelineHarness.NOW, "test"));
        return model;
      });
      for (String domain : DOMAINS) {
        AccountKey account =
            database.read(tx ->
                new AccountKey(
                    tx.query("SELECT account_key FROM accounts WHERE domain = :domain")
                        .bind("domain", domain)
                        .mapTo(Long.class)
                        .one()));
        ScoreRow row =
            database.read(tx -> new ScoreDerivation(tx).findScores(List.of(account)).getFirst());
        double halfLives = (NOW - row.at()) / (14.0 * DAY);
        assertThat(model.halfLife().valueAt(row.rank(), NOW))
            .isCloseTo(row.sums().get(4) * Math.pow(2, -halfLives), within(1e-8));
        assertThat(row.version()).isEqualTo(2);
      }
    }
  }
}
