package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.Domain;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitValue;
import dev.gumleaf.store.AccountMerge;
import dev.gumleaf.store.AccountStore;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.FirmographicStore;
import dev.gumleaf.store.FitState;
import dev.gumleaf.store.FitStore;
import dev.gumleaf.store.MergeStore;
import dev.gumleaf.testing.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fits follow from what is known, whatever came first and wherever the work was broken off. */
class FitPipelineTest {
  private static final String RULES =
      """
      [{'attribute':'employees','at_least':100,'points':50},
       {'attribute':'employees','at_least':10,'points':20},
       {'attribute':'industry','is':'software','points':30},
       {'attribute':'technologies','is':'segment','points':10},
       {'attribute':'country','is':'xx','points':-10}]
      """
          .replace('\'', '"');

  private static final String FITS =
      """
      SELECT a.domain || ' v' || f.version || ' ' || f.number || ' ' || f.grade
      FROM account_fits f JOIN accounts a ON a.account_key = f.account_key
      ORDER BY 1
      """;

  /** Enough to take several steps. */
  private static final int ACCOUNTS_AT_ONCE = 3;

  @TempDir Path directory;

  private static List<String> fits(Database database) {
    return database.read(tx -> tx.query(FITS).mapTo(String.class).list());
  }

  private static FitState state(Database database) {
    return database.read(
        tx -> new FitStore().findState(tx, PipelineHarness.WORKSPACE).orElseThrow());
  }

  private static void model(Database database, String rules) {
    database.write(tx -> {
      new Derivation(tx).lockPosition();
      return new FitStore()
          .insertModel(tx, PipelineHarness.WORKSPACE, rules, PipelineHarness.NOW, "test");
    });
  }

  private static void take(Database database, String domain, String name, TraitValue value) {
    database.write(tx -> {
      new Derivation(tx).lockPosition();
      new FirmographicStore()
          .put(
              tx,
              PipelineHarness.WORKSPACE,
              List.of(
                  new FirmographicStore.Statement(new Domain(domain), new TraitName(name), value)),
              "test",
              PipelineHarness.NOW);
      return true;
    });
  }

  private static TraitValue number(int value) {
    return new TraitValue.Numeric(Integer.toString(value));
  }

  private static String identify(String domain, int minute, String traits) {
    return """
    {"domain":"%s","identifies":[{"type":"identify","sent_at":"2026-01-05T10:%02d:00Z",
      "traits":%s}]}
    """
        .formatted(domain, minute, traits);
  }

  private static long merge(Database database, String from, String into) {
    AccountStore accounts = new AccountStore();
    return database.write(tx -> {
      new MergeStore().lock(tx);
      return new MergeStore()
          .merge(
              tx,
              PipelineHarness.WORKSPACE,
              accounts
                  .findByDomain(tx, PipelineHarness.WORKSPACE, new Domain(from))
                  .orElseThrow()
                  .key(),
              accounts
                  .findByDomain(tx, PipelineHarness.WORKSPACE, new Domain(into))
                  .orElseThrow()
                  .key(),
              new MergeStore.Note(AccountMerge.Kind.MERGE, "same", PipelineHarness.NOW, "test"));
    });
  }

  private static FitUpkeep upkeep(Database database, Instant now) {
    return new FitUpkeep(database, () -> now, ACCOUNTS_AT_ONCE);
  }

  /** As if the program ran on, with a look at the quartiles if there is time for it. */
  private static void settle(Database database, Instant now) {
    FitUpkeep upkeep = upkeep(database, now);
    boolean more = true;
    while (more) {
      more = upkeep.work() || upkeep.renew();
    }
  }

  /** A day later all quartiles are new. */
  private static List<String> settled(Database database) {
    settle(database, PipelineHarness.NOW);
    settle(database, PipelineHarness.NOW.plus(Duration.ofDays(1)));
    return fits(database);
  }

  @ParameterizedTest
  @EnumSource
  void facts_beforeAndAfterTheModel_giveTheSameFit(Engine engine) throws Exception {
    List<String> expected = List.of("a.test v1 60 1", "b.test v1 100 0", "c.test v1 11 3");
    try (Database database = engine.open(Files.createDirectory(directory.resolve("before")))) {
      PipelineHarness harness = new PipelineHarness(database);
      take(database, "b.test", "technologies", new TraitValue.Composite("[\"segment\",\"x\"]"));
      harness.receive(identify("a.test", 1, "{\"employees\":\"250\"}"));
      harness.receive(identify("b.test", 1, "{\"employees\":100,\"industry\":\"Software\"}"));
      harness.receive(identify("c.test", 1, "{\"country\":\"se\"}"));
      harness.receive(identify("d.test", 1, "{\"group_id\":\"g\",\"employees\":100}")).drain();
      assertThat(fits(database)).isEmpty();
      model(database, RULES);
      settle(database, PipelineHarness.NOW);
      assertThat(fits(database)).isEqualTo(expected);
    }
    try (Database database = engine.open(Files.createDirectory(directory.resolve("after")))) {
      PipelineHarness harness = new PipelineHarness(database);
      model(database, RULES);
      settle(database, PipelineHarness.NOW);
      assertThat(state(database).version()).isEqualTo(1);
      take(database, "b.test", "technologies", new TraitValue.Composite("[\"segment\",\"x\"]"));
      harness.receive(identify("b.test", 1, "{\"industry\":\"Software\"}")).drain();
      assertThat(fits(database)).as("at once").containsExactly("b.test v1 51 1");
      harness.receive(identify("b.test", 2, "{\"employees\":100}"));
      harness.receive(identify("c.test", 1, "{\"country\":\"se\"}"));
      harness.receive(identify("a.test", 1, "{\"employees\":\"250\"}")).drain();
      settle(database, PipelineHarness.NOW);
      assertThat(fits(database)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void fact_importedAndStated_isAsImportedUntilThatIsTakenAway(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      model(database, RULES);
      settle(database, PipelineHarness.NOW);
      take(database, "a.test", "employees", number(10));
      harness.receive(identify("a.test", 1, "{\"employees\":100}")).drain();
      assertThat(fits(database)).containsExactly("a.test v1 31 1");
      take(database, "a.test", "employees", TraitValue.DELETED);
      settle(database, PipelineHarness.NOW);
      assertThat(fits(database)).containsExactly("a.test v1 60 1");
      harness.receive(identify("a.test", 2, "{\"employees\":null}")).drain();
      assertThat(fits(database)).as("nothing is known").isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void merged_accounts_haveOneFitAndTheirOwnAgainWhenUndone(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      model(database, RULES);
      harness.receive(identify("a.test", 1, "{\"industry\":\"software\"}"));
      harness.receive(identify("b.test", 1, "{\"employees\":100,\"industry\":\"farming\"}"));
      harness.drain();
      settle(database, PipelineHarness.NOW);
      List<String> apart = settled(database);
      assertThat(apart).hasSize(2);
      long merge = merge(database, "b.test", "a.test");
      settle(database, PipelineHarness.NOW);
      assertThat(fits(database)).as("gaps are filled").containsExactly("a.test v1 90 1");
      harness.receive(identify("b.test", 2, "{\"employees\":5}")).drain();
      assertThat(fits(database)).containsExactly("a.test v1 41 3");
      take(database, "b.test", "employees", number(100));
      settle(database, PipelineHarness.NOW);
      assertThat(fits(database)).containsExactly("a.test v1 90 1");
      database.write(tx -> {
        new MergeStore().lock(tx);
        new MergeStore().undo(tx, PipelineHarness.WORKSPACE, merge, PipelineHarness.NOW, "test");
        return true;
      });
      assertThat(settled(database)).isEqualTo(apart);
    }
  }

  @ParameterizedTest
  @EnumSource
  void walk_brokenOffAnywhere_goesOnAndCountsOnce(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      for (int i = 0; i < 10; i++) {
        harness.receive(identify("c" + i + ".test", 1, "{\"employees\":" + i * 12 + "}"));
      }
      harness.drain();
      model(database, RULES);
      assertThat(upkeep(database, PipelineHarness.NOW).work()).isTrue();
      assertThat(upkeep(database, PipelineHarness.NOW).work()).isTrue();
      assertThat(state(database))
          .satisfies(state -> assertThat(state.stage()).isEqualTo(FitState.Stage.COUNTS))
          .satisfies(state -> assertThat(state.walked()).isEqualTo(6))
          .satisfies(state -> assertThat(state.walkAccounts()).isEqualTo(10))
          .satisfies(state -> assertThat(state.version()).isZero());
      assertThat(fits(database)).isEmpty();
      for (int i = 0; i < 4; i++) {
        upkeep(database, PipelineHarness.NOW).work();
      }
      assertThat(state(database).stage()).isEqualTo(FitState.Stage.WRITES);
      assertThat(state(database).graded()).as("each counted once").isEqualTo(10);
      assertThat(fits(database)).hasSize(3).first().isEqualTo("c0.test v1 11 3");
      settle(database, PipelineHarness.NOW);
      List<String> first = fits(database);
      assertThat(first).hasSize(10);
      assertThat(first.get(9)).isEqualTo("c9.test v1 60 0");

      model(database, RULES.replace("30", "31"));
      upkeep(database, PipelineHarness.NOW).work();
      model(database, "[{\"attribute\":\"employees\",\"at_least\":1,\"points\":5}]");
      assertThat(state(database).walked()).isZero();
      upkeep(database, PipelineHarness.NOW).work();
      assertThat(fits(database)).as("as before until it is counted").isEqualTo(first);
      harness.receive(identify("c0.test", 2, "{\"employees\":100}")).drain();
      assertThat(fits(database)).contains("c0.test v1 60 0");
      settle(database, PipelineHarness.NOW);
      assertThat(fits(database))
          .hasSize(10)
          .allSatisfy(fit -> assertThat(fit).contains(" v3 100 1"));
      List<Integer> counted =
          database.read(tx ->
              tx.query("SELECT DISTINCT version FROM fit_numbers").mapTo(Integer.class).list());
      assertThat(counted).containsExactly(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void grades_ofAccountsThatDoNotChange_stayUntilThereAreATenthMore(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      model(
          database,
          "[{\"attribute\":\"n\",\"at_least\":1,\"points\":1},"
              + "{\"attribute\":\"m\",\"at_least\":1,\"points\":2}]");
      for (int i = 0; i < 20; i++) {
        harness.receive(identify("c%02d.test".formatted(i), 1, i < 10 ? "{\"n\":1}" : "{\"n\":0}"));
      }
      harness.drain();
      settle(database, PipelineHarness.NOW);
      assertThat(fits(database)).contains("c00.test v1 34 0", "c19.test v1 1 2");
      harness.receive(identify("d1.test", 1, "{\"m\":1}")).drain();
      settle(database, PipelineHarness.NOW);
      assertThat(state(database).graded()).as("one in twenty").isEqualTo(20);
      assertThat(fits(database)).contains("c00.test v1 34 0", "d1.test v1 67 0");
      harness.receive(identify("d2.test", 1, "{\"m\":1}")).drain();
      for (int i = 3; i < 10; i++) {
        harness.receive(identify("d%d.test".formatted(i), 1, "{\"m\":1}"));
      }
      harness.drain();
      settle(database, PipelineHarness.NOW);
      assertThat(state(database).graded()).isEqualTo(29);
      assertThat(fits(database)).contains("c00.test v1 34 1", "d1.test v1 67 0");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyOrder_slicesAndRestarts_giveTheSameFits(Engine engine) throws Exception {
    int rounds = engine == Engine.SQLITE ? 15 : 4;
    for (long seed = 0; seed < rounds; seed++) {
      List<String> straight = fitsOf(engine, "s" + seed, seed, new Random(0), false);
      assertThat(fitsOf(engine, "d" + seed, seed, new Random(seed), true))
          .as("seed %d", seed)
          .isEqualTo(straight)
          .isNotEmpty();
    }
  }

  private interface Deed {
    void run(Database database, PipelineHarness harness);
  }

  private static List<Deed> deeds(Random random) {
    List<Deed> deeds = new ArrayList<>();
    deeds.add((database, harness) -> model(database, RULES));
    for (int i = 0; i < 20; i++) {
      String domain = "c" + random.nextInt(8) + ".test";
      int minute = i;
      String traits =
          random.nextBoolean()
              ? "{\"employees\":" + random.nextInt(150) + "}"
              : "{\"industry\":\"" + (random.nextBoolean() ? "Software" : "x") + "\"}";
      deeds.add((database, harness) -> harness.receive(identify(domain, minute, traits)));
    }
    for (int i = 0; i < 8; i += 1 + random.nextInt(3)) {
      String domain = "c" + i + ".test";
      int employees = random.nextInt(150);
      deeds.add((database, harness) -> take(database, domain, "employees", number(employees)));
    }
    return deeds;
  }

  private List<String> fitsOf(
      Engine engine, String name, long seed, Random random, boolean disturbed) throws Exception {
    List<Deed> deeds = deeds(new Random(seed));
    if (disturbed) {
      Collections.shuffle(deeds, random);
    }
    try (Database database = engine.open(Files.createDirectory(directory.resolve(name)))) {
      PipelineHarness harness = new PipelineHarness(database);
      for (int i = 0; i < 3; i++) {
        harness.receive(identify("c" + i + ".test", 30, "{\"x\":1}")).drain();
      }
      int mergeAt = disturbed ? random.nextInt(deeds.size()) : 0;
      for (int i = 0; i < deeds.size(); i++) {
        if (i == mergeAt) {
          merge(database, "c1.test", "c0.test");
        }
        deeds.get(i).run(database, harness);
        if (disturbed && random.nextInt(3) == 0) {
          harness.drain(new PipelineLimits(1 + random.nextInt(3), 1 << 20));
        }
        if (disturbed && random.nextBoolean()) {
          upkeep(database, PipelineHarness.NOW).work();
        }
      }
      harness.drain();
      return settled(database);
    }
  }
}
