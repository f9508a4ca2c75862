package dev.gumleaf.pipeline;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.score.ScoreModel;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.DayTotal;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.MembershipChange.Why;
import dev.gumleaf.store.ScoreDerivation;
import dev.gumleaf.store.ScoreRow;
import dev.gumleaf.store.ScoreRun;
import dev.gumleaf.store.ScoreUpkeep;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Works out the history of workspaces by new rules, some subjects in each transaction. How far it
 * is stands in the database, so it goes on after a restart, on any node.
 */
final class ScoreRuns {
  /** Profiles or accounts of which everything is worked out in one transaction. */
  private static final int SUBJECTS = 200;

  private final Database database;
  private final InstantSource clock;
  private final ScoreModels models;

  ScoreRuns(Database database, InstantSource clock, ScoreModels models) {
    this.database = database;
    this.clock = clock;
    this.models = models;
  }

  /** Takes the next step of the oldest run; says whether there may be more. */
  boolean step() {
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
    ScoreNews.tell(derivation, keeper.apply(clock.millis()), clock.instant(), Why.FILTER);
  }

  /** Works out the sums of accounts from all of their days again. */
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
}
