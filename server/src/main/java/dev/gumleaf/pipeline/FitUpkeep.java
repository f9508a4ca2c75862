package dev.gumleaf.pipeline;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Fit;
import dev.gumleaf.model.Grade;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.FitDistribution;
import dev.gumleaf.score.FitModel;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.FitDerivation;
import dev.gumleaf.store.FitState;
import dev.gumleaf.store.FitState.Stage;
import dev.gumleaf.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps the fits of all accounts up to the models and to what changes outside the pipeline. Each
 * piece of work is one transaction with its progress, so it can be broken off anywhere, by a
 * restart too, and goes on from there on any node. Not thread-safe.
 *
 * <p>A new model is counted first: a walk over all accounts adds up which number each would have.
 * From that its quartiles follow, and it comes into force; a second walk writes numbers and grades.
 * So an account goes from its old grade to its new one, and not through others in between.
 *
 * <p>Grades are quarters of the workspace's accounts, but of a picture of them that is kept: if
 * they followed each account that comes, an account would change its grade without anything about
 * it changing, back and forth at the edges. The picture is taken with the model, again when the
 * number of accounts with a fit is a tenth more or less than in it, and once a day.
 */
public final class FitUpkeep {
  /** Accounts of one transaction, so that the pipeline does not wait for long. */
  private static final int ACCOUNTS = 500;

  /** Grades changed in one transaction. */
  private static final int GRADES = 5_000;

  /** Quartiles are taken anew when there are more or fewer accounts by one in so many. */
  private static final int TENTH = 10;

  private static final Duration QUARTILES_LAST = Duration.ofDays(1);

  private final Database database;
  private final InstantSource clock;
  private final int accounts;
  private final FitEvaluation evaluation = new FitEvaluation();

  /** The upkeep of a database, with any number of nodes on it. */
  public FitUpkeep(Database database, InstantSource clock) {
    this(database, clock, ACCOUNTS);
  }

  /**
   * The upkeep.
   *
   * @param accounts looked at in one transaction
   */
  FitUpkeep(Database database, InstantSource clock, int accounts) {
    this.database = database;
    this.clock = clock;
    this.accounts = accounts;
  }

  /** Does one piece of work that waits; false if none does. */
  public boolean work() {
    boolean waits =
        database.read(tx -> {
          FitDerivation fits = new FitDerivation(tx);
          return !fits.findPending(1).isEmpty()
              || fits.listStates().stream().anyMatch(state -> state.stage() != Stage.RESTS);
        });
    return waits && locked(tx -> workLocked(new FitDerivation(tx)));
  }

  /** Takes quartiles anew where it is time; false if it is nowhere. */
  public boolean renew() {
    Instant now = clock.instant();
    boolean isTime =
        database.read(tx -> {
          FitDerivation fits = new FitDerivation(tx);
          return fits.listStates().stream().anyMatch(state -> isOutdated(fits, state, now));
        });
    return isTime && locked(tx -> renewLocked(new FitDerivation(tx), now));
  }

  private interface Work {
    boolean run(Transaction tx);
  }

  private boolean locked(Work work) {
    return database.writeDerived(tx -> {
      new Derivation(tx).lockPosition();
      return work.run(tx);
    });
  }

  private boolean workLocked(FitDerivation fits) {
    Map<AccountKey, WorkspaceId> pending = fits.findPending(accounts);
    if (!pending.isEmpty()) {
      evaluate(fits, pending);
      return true;
    }
    for (FitState state : fits.listStates()) {
      if (state.stage() != Stage.RESTS) {
        step(fits, state);
        return true;
      }
    }
    return false;
  }

  private void evaluate(FitDerivation fits, Map<AccountKey, WorkspaceId> pending) {
    Map<WorkspaceId, Set<AccountKey>> byWorkspace = new LinkedHashMap<>();
    pending.forEach((account, workspace) ->
        byWorkspace.computeIfAbsent(workspace, key -> new LinkedHashSet<>()).add(account));
    byWorkspace.forEach((workspace, changed) -> evaluation.evaluate(fits, workspace, changed));
    fits.touchAudiences(pending.keySet());
    fits.deletePending(pending.keySet());
  }

  private void step(FitDerivation fits, FitState state) {
    switch (state.stage()) {
      case RESTS -> {}
      case COUNTS -> count(fits, state);
      case WRITES -> write(fits, state);
      case GRADES -> grade(fits, state);
    }
  }

  private void count(FitDerivation fits, FitState state) {
    List<AccountKey> next = fits.findHeads(state.workspace(), state.position(), accounts);
    if (next.isEmpty()) {
      fits.enforce(state, clock.instant());
      return;
    }
    Map<Integer, Long> counts = new TreeMap<>();
    for (Fit fit : evaluation.fits(fits, state.workspace(), state.newest(), next).values()) {
      counts.merge(fit.number(), 1L, Long::sum);
    }
    fits.addGraded(state.workspace(), state.newest(), counts);
    fits.advance(state.workspace(), next.getLast(), next.size());
  }

  private void write(FitDerivation fits, FitState state) {
    List<AccountKey> next = fits.findHeads(state.workspace(), state.position(), accounts);
    if (next.isEmpty()) {
      fits.begin(state.workspace(), Stage.RESTS);
      return;
    }
    evaluation.write(fits, state, new LinkedHashSet<>(next));
    fits.touchAudiences(next);
    fits.advance(state.workspace(), next.getLast(), next.size());
  }

  private static void grade(FitDerivation fits, FitState state) {
    FitDistribution quartiles =
        new FitDistribution(fits.findGraded(state.workspace(), state.version()));
    int left = GRADES;
    int below = FitModel.NUMBER_MAX + 1;
    for (Grade grade : Grade.values()) {
      int from = quartiles.from(grade);
      left -= left == 0 ? 0 : fits.grade(state.workspace(), grade, from, below, left);
      below = from;
    }
    if (left > 0) {
      fits.begin(state.workspace(), Stage.RESTS);
    }
  }

  private boolean renewLocked(FitDerivation fits, Instant now) {
    boolean any = false;
    for (FitState state : fits.listStates()) {
      if (isOutdated(fits, state, now)) {
        fits.takeQuartiles(state, now);
        any = true;
      }
    }
    return any;
  }

  /** A clock that was ahead and was put back must not put this off until it gets there again. */
  private static boolean isOutdated(FitDerivation fits, FitState state, Instant now) {
    if (state.stage() != Stage.RESTS || state.version() == 0) {
      return false;
    }
    if (now.isBefore(state.gradedAt()) || !now.isBefore(state.gradedAt().plus(QUARTILES_LAST))) {
      return true;
    }
    long difference = Math.abs(fits.countFits(state.workspace()) - state.graded());
    return difference > 0 && difference * TENTH >= state.graded();
  }
}
