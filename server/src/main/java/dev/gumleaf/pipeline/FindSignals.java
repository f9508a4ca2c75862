package dev.gumleaf.pipeline;

import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.pipeline.Rules.Ruled;
import dev.gumleaf.store.SignalDerivation;
import java.util.List;

/**
 * Finds the signals that new entries set off. What is found is a function of the entries that came
 * since a rule is in force, not of their order or of copies: an occasion is told by what it is
 * about, and what follows from several entries is worked out from all of them.
 */
final class FindSignals implements Step {
  private final Rules rules = new Rules();

  @Override
  public String name() {
    return "find_signals";
  }

  @Override
  public void apply(SliceWork work) {
    SignalDerivation signals = work.derivation().signals();
    for (WorkspaceId workspace : work.requestsByWorkspace().keySet()) {
      List<Ruled<?>> inForce = rules.of(signals, workspace);
      if (!inForce.isEmpty()) {
        find(work, workspace, inForce, signals);
      }
    }
  }

  private static void find(
      SliceWork work, WorkspaceId workspace, List<Ruled<?>> rules, SignalDerivation signals) {
    List<PendingVisit> visits =
        work.visitors(workspace).people().stream()
            .flatMap(person -> person.visits().stream())
            .filter(visit -> (visit.isStored() || visit.isUpdated()) && !visit.isHidden())
            .toList();
    List<PendingEntry> entries =
        work.entries().stream()
            .filter(entry -> entry.isStored() && entry.isHeard())
            .filter(entry -> entry.request().entry().workspace().equals(workspace))
            .toList();
    SingleHits single = new SingleHits(rules);
    visits.forEach(single::look);
    entries.forEach(single::look);
    HitLedger hits = new HitLedger(work, signals, workspace);
    hits.put(single.ofPeople());
    hits.add(single.ofCompanies());
    new MonthlyHits(signals, hits, rules).look(visits);
    new TraitHits(signals, hits, rules).lookAtPeople(visits);
    new TraitHits(signals, hits, rules).lookAtCompanies(entries);
  }
}
