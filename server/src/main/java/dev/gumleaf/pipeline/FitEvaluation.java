package dev.gumleaf.pipeline;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Fit;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.Firmographic;
import dev.gumleaf.score.FitDistribution;
import dev.gumleaf.score.FitModel;
import dev.gumleaf.store.AccountFact;
import dev.gumleaf.store.FitDerivation;
import dev.gumleaf.store.FitRow;
import dev.gumleaf.store.FitState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Works out how well accounts fit, from what is held true about them at that moment. What was known
 * when, and in which order it came, does not matter. Not thread-safe.
 *
 * <p>Grades are by the quartiles that were taken with the model or since, and not by where all
 * others are at that moment; see {@link FitUpkeep}.
 */
final class FitEvaluation {
  private final FitModels models = new FitModels();

  /** Writes the fit of what some accounts are shown as, by the model in force if there is one. */
  void evaluate(FitDerivation derivation, WorkspaceId workspace, Collection<AccountKey> accounts) {
    Optional<FitState> state = derivation.findState(workspace).filter(found -> found.version() > 0);
    if (accounts.isEmpty() || state.isEmpty()) {
      return;
    }
    Map<AccountKey, AccountKey> heads = derivation.findHeads(accounts);
    List<AccountKey> hidden =
        heads.entrySet().stream()
            .filter(each -> !each.getKey().equals(each.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    derivation.deleteFits(hidden);
    write(derivation, state.get(), new LinkedHashSet<>(heads.values()));
  }

  /** Writes the fits of accounts that are shown. */
  void write(FitDerivation derivation, FitState state, Set<AccountKey> heads) {
    FitDistribution quartiles =
        new FitDistribution(derivation.findGraded(state.workspace(), state.version()));
    List<FitRow> rows = new ArrayList<>();
    Set<AccountKey> unknown = new LinkedHashSet<>(heads);
    fits(derivation, state.workspace(), state.version(), heads)
        .forEach((head, fit) -> {
          rows.add(new FitRow(head, fit.number(), quartiles.grade(fit.number())));
          unknown.remove(head);
        });
    derivation.writeFits(state.workspace(), state.version(), rows);
    derivation.deleteFits(unknown);
  }

  /** The fits of accounts that are shown, without those of which nothing is known. */
  Map<AccountKey, Fit> fits(
      FitDerivation derivation, WorkspaceId workspace, int version, Collection<AccountKey> heads) {
    Map<AccountKey, Fit> fits = new LinkedHashMap<>();
    Optional<FitModel> model = models.find(derivation, workspace, version);
    if (model.isPresent()) {
      derivation
          .findFacts(workspace, heads)
          .forEach((head, facts) ->
              model
                  .get()
                  .fit(Firmographic.of(AccountFact.values(facts.values())))
                  .ifPresent(fit -> fits.put(head, fit)));
    }
    return fits;
  }
}
