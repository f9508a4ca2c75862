package dev.gumleaf.pipeline;

import static java.util.stream.Collectors.groupingBy;

import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.pipeline.Rules.Ruled;
import dev.gumleaf.store.SignalDerivation;
import java.util.List;
import java.util.Map;

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
    Map<WorkspaceId, List<PendingEntry>> heard =
        work.entries().stream()
            .filter(entry -> entry.isStored() && entry.isHeard())
            .collect(groupingBy(entry -> entry.request().entry().workspace()));
    for (WorkspaceId workspace : work.requestsByWorkspace().keySet()) {
      List<Ruled<?>> inForce = rules.of(signals, workspace);
      if (!inForce.isEmpty()) {
        find(work, workspace, inForce, heard.getOrDefault(workspace, List.of()));
      }
    }
  }

  private static void find(
      SliceWork work, WorkspaceId workspace, List<Ruled<?>> rules, List<PendingEntry> entries) {
    SignalDerivation signals = work.derivation().signals();
    List<PendingVisit> visits =
        work.visitors(workspace).people().stream()
            .flatMap(person -> person.visits().stream())
            .filter(visit -> (visit.isStored() || visit.isUpdated()) && !visit.isHidden())
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
