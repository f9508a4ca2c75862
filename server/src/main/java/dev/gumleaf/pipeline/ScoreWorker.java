package dev.gumleaf.pipeline;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.ScoreScale;
import dev.gumleaf.model.Strength;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.ScoreModel;
import dev.gumleaf.store.Change;
import dev.gumleaf.store.Change.Standing;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.DayTotal;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.MembershipChange.Why;
import dev.gumleaf.store.ProfileDay;
import dev.gumleaf.store.ScoreDay;
import dev.gumleaf.store.ScoreDerivation;
import dev.gumleaf.store.ScoreRow;
import dev.gumleaf.store.ScoreRun;
import dev.gumleaf.store.ScoreUpkeep;
import dev.gumleaf.store.StaleDay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps scores right where no entry comes that would: after changes beside the journal, when rules
 * change, and when a day is over. Works in small transactions, between those of the pipeline; what
 * it has to do is noted in the database, so it goes on after a restart, on any node.
 */
public final class ScoreWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScoreWorker.class);

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** How late news of fading scores may be; each look asks a few stretches of an index. */
  private static final Duration FADING_EVERY = Duration.ofMinutes(1);

  /** Days that are worked out in one transaction, so that the pipeline does not wait for long. */
  private static final int STALE_DAYS = 500;

  /** Profiles or accounts of which everything is worked out in one transaction. */
  private static final int SUBJECTS = 200;

  /** Scores that are looked at in one transaction. */
  private static final int SCORES = 2_000;

  private final Database database;
  private final InstantSource clock;
  private final ScoreModels models = new ScoreModels();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** A worker that does not run yet. */
  public ScoreWorker(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("scores").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          apply(() -> closed.getCount() > 0);
        } catch (RuntimeException e) {
          LOG.atWarn()
              .addKeyValue("event", "scores_failed")
              .setCause(e)
              .log("scores could not be worked out again; trying again in a second");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does all there is to do, or a part of it if it is told to stop. */
  public void apply(BooleanSupplier goesOn) {
    boolean more = true;
    while (more && goesOn.getAsBoolean()) {
      more = applyStale();
    }
    more = true;
    while (more && goesOn.getAsBoolean()) {
      more = applyRun();
    }
    long today = Math.floorDiv(clock.millis(), DAY_MILLIS);
    if (database.read(tx -> new ScoreUpkeep(tx).trendDay()) < today) {
      applyTrends(today, goesOn);
    }
    applyFading();
  }

  /** Time alone takes scores below the ends of bands; the index by rank has who it is. */
  private void applyFading() {
    Instant now = clock.instant();
    Instant since = database.read(tx -> new ScoreUpkeep(tx).bandsAt());
    if (now.isBefore(since.plus(FADING_EVERY))) {
      return;
    }
    database.writeDerived(tx -> {
      Derivation derivation = new Derivation(tx);
      derivation.lockPosition();
      ScoreUpkeep upkeep = new ScoreUpkeep(tx);
      List<Change> news = new ArrayList<>();
      if (since.toEpochMilli() > 0) {
        for (WorkspaceId workspace : upkeep.findWorkspaces()) {
          fade(upkeep, workspace, derivation.scores().findScale(workspace), since, now, news);
        }
      }
      upkeep.bandsAt(now);
      derivation.appendChanges(news);
      return news.size();
    });
  }

  private static void fade(
      ScoreUpkeep upkeep,
      WorkspaceId workspace,
      ScoreScale scale,
      Instant since,
      Instant now,
      List<Change> news) {
    for (Strength band : Strength.values()) {
      if (band != Strength.NONE) {
        double low = scale.rank(band.from(), since.toEpochMilli());
        double high = scale.rank(band.from(), now.toEpochMilli());
        for (ScoreRow row : upkeep.findRanked(workspace, low, high)) {
          news.add(
              new Change.ScoreChanged(
                  workspace,
                  now,
                  row.account(),
                  new Standing((int) band.from(), row.trend()),
                  new Standing((int) scale.number(row.rank(), now.toEpochMilli()), row.trend())));
        }
      }
    }
  }

  /** Works out some of the days that were noted; says whether there may be more. */
  private boolean applyStale() {
    if (database.read(tx -> new ScoreUpkeep(tx).isNothingStale())) {
      return false;
    }
    return database.writeDerived(tx -> {
      Derivation derivation = new Derivation(tx);
      derivation.lockPosition();
      ScoreKeeper keeper = new ScoreKeeper(derivation, models);
      List<StaleDay> days = new ScoreUpkeep(tx).takeStale(STALE_DAYS);
      days.forEach(day -> touch(keeper, day));
      tell(derivation, keeper.apply(clock.millis()), Why.MERGE);
      return days.size() == STALE_DAYS;
    });
  }

  private static void touch(ScoreKeeper keeper, StaleDay day) {
    if (day.profile() == 0) {
      keeper.touch(new ScoreDay(new AccountKey(day.account()), day.day()));
    } else if (day.isAll()) {
      keeper.touch(new ProfileKey(day.profile()));
    } else {
      keeper.touch(new ProfileDay(new ProfileKey(day.profile()), day.day()));
    }
  }

  /** Takes the next step of the oldest run; says whether there may be more. */
  private boolean applyRun() {
    if (database.read(tx -> new ScoreUpkeep(tx).findRuns()).isEmpty()) {
      return false;
    }
    return database.writeDerived(tx -> {
      Derivation derivation = new Derivation(tx);
      derivation.lockPosition();
      ScoreUpkeep upkeep = new ScoreUpkeep(tx);
      List<ScoreRun> runs = upkeep.findRuns();
      if (runs.isEmpty()) {
        return false;
      }
      ScoreRun run = runs.getFirst();
      List<Long> keys = upkeep.findNext(run, SUBJECTS);
      if (keys.isEmpty()) {
        run.stage()
            .following()
            .ifPresentOrElse(next -> upkeep.advance(run, next, 0), () -> upkeep.finish(run));
      } else {
        applyRun(derivation, run, keys);
        upkeep.advance(run, run.stage(), keys.getLast());
      }
      return true;
    });
  }

  private void applyRun(Derivation derivation, ScoreRun run, List<Long> keys) {
    ScoreKeeper keeper = new ScoreKeeper(derivation, models, true);
    switch (run.stage()) {
      case PROFILES -> keys.forEach(key -> keeper.touch(new ProfileKey(key)));
      case ACCOUNTS -> keys.forEach(key -> keeper.touch(new AccountKey(key)));
      case SCORES -> {
        rank(derivation.scores(), run, keys.stream().map(AccountKey::new).toList());
        derivation.memberships().touch(AudienceKind.ACCOUNTS, keys, Why.FILTER);
      }
    }
    tell(derivation, keeper.apply(clock.millis()), Why.FILTER);
  }

  /** Puts accounts in the order that another half-life asks for. */
  private void rank(ScoreDerivation scores, ScoreRun run, List<AccountKey> accounts) {
    ScoreModel model = models.of(scores, run.workspace());
    Map<AccountKey, List<DayTotal>> totals =
        scores.findAllTotals(accounts).stream().collect(Collectors.groupingBy(DayTotal::account));
    List<ScoreRow> rows = new ArrayList<>();
    totals.forEach((account, days) ->
        rows.add(
            ScoreTracks.row(
                account, run.workspace(), model, ScoreTracks.of(days), clock.millis())));
    scores.writeScores(rows);
  }

  /** Tells the audiences and the feed what is new; the last thing a transaction does. */
  private void tell(Derivation derivation, ScoreChanges changes, Why why) {
    Set<Long> accounts = new LinkedHashSet<>();
    changes.after().forEach(row -> accounts.add(row.account().value()));
    changes.gone().forEach(account -> accounts.add(account.value()));
    derivation.memberships().touch(AudienceKind.ACCOUNTS, accounts, why);
    derivation.appendChanges(new ScoreNews(derivation.scores()).of(changes, clock.instant()));
  }

  /** A day is over: interest that nobody shows any more cools down. */
  private void applyTrends(long today, BooleanSupplier goesOn) {
    long after = 0;
    while (goesOn.getAsBoolean()) {
      long from = after;
      List<ScoreRow> rows = database.read(tx -> new ScoreUpkeep(tx).listScores(from, SCORES));
      if (rows.isEmpty()) {
        database.writeDerived(tx -> {
          new ScoreUpkeep(tx).trendDay(today);
          return today;
        });
        return;
      }
      List<AccountKey> changed =
          rows.stream()
              .filter(row -> ScoreTracks.track(row).trendAt(clock.millis()) != row.trend())
              .map(ScoreRow::account)
              .toList();
      if (!changed.isEmpty()) {
        database.writeDerived(tx -> relabel(new Derivation(tx), changed));
      }
      after = rows.getLast().account().value();
    }
  }

  /** The rows are read again, because entries may have come meanwhile. */
  private int relabel(Derivation derivation, List<AccountKey> accounts) {
    derivation.lockPosition();
    Map<AccountKey, ScoreRow> before =
        derivation.scores().findScores(accounts).stream()
            .collect(Collectors.toMap(ScoreRow::account, row -> row));
    List<ScoreRow> rows =
        before.values().stream()
            .map(row -> row.with(ScoreTracks.track(row).trendAt(clock.millis())))
            .toList();
    derivation.scores().writeScores(rows);
    tell(derivation, new ScoreChanges(before, rows, List.of()), Why.TIME);
    return rows.size();
  }

  /** Finishes the transaction in hand, then stops. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
