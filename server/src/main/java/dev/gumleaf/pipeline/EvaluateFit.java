package dev.gumleaf.pipeline;

import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.WorkspaceId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes how well companies fit of which the slice says something new, and those that it brings
 * into being: of these something may have been imported before.
 */
final class EvaluateFit implements Step {
  private final FitEvaluation evaluation = new FitEvaluation();

  @Override
  public String name() {
    return "evaluate_fit";
  }

  @Override
  public void apply(SliceWork work) {
    Map<WorkspaceId, Set<AccountKey>> changed = new LinkedHashMap<>();
    for (PendingEntry entry : work.entries()) {
      if (entry.isStored()
          && entry.call() instanceof Call.Identify identify
          && entry.group(identify).isNone()) {
        changed
            .computeIfAbsent(
                entry.request().entry().workspace(), workspace -> new LinkedHashSet<>())
            .add(entry.account().key());
      }
    }
    for (VisitorWork visitors : work.visitors()) {
      Set<AccountKey> ofWorkspace =
          changed.computeIfAbsent(visitors.workspace(), workspace -> new LinkedHashSet<>());
      visitors.accounts().created().stream().map(Account::key).forEach(ofWorkspace::add);
    }
    changed.forEach((workspace, accounts) ->
        evaluation.evaluate(work.derivation().fits(), workspace, accounts));
  }
}
