package dev.gumleaf.pipeline;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.MembershipChange.Why;
import dev.gumleaf.store.ProfileDay;
import dev.gumleaf.store.ScoreDay;
import dev.gumleaf.store.ScoreUpkeep;
import dev.gumleaf.store.StaleDay;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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

  /** Days that are worked out in one transaction, so that the pipeline does not wait for long. */
  private static final int STALE_DAYS = 500;

  private final Database database;
  private final InstantSource clock;
  private final ScoreModels models = new ScoreModels();
  private final ScoreRuns runs;
  private final ScoreAging aging;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** A worker that does not run yet. */
  public ScoreWorker(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.runs = new ScoreRuns(database, clock, models);
    this.aging = new ScoreAging(database, clock);
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
      // Each takes a turn, so that nothing waits for a long run.
      aging.fade();
      boolean stale = applyStale();
      more = runs.step() || stale;
    }
    aging.relabel(goesOn);
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
      ScoreNews.tell(derivation, keeper.apply(clock.millis()), clock.instant(), Why.MERGE);
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
