package dev.gumleaf.pipeline;

import static java.util.stream.Collectors.groupingBy;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.pipeline.Rules.Ruled;
import dev.gumleaf.store.HitRow;
import dev.gumleaf.store.SignalDerivation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the signals that new entries set off. What is found is a function of the entries that came
 * since a rule is in force, not of their order or of copies: an occasion is told by what it is
 * about, and what follows from several entries is worked out from all of them.
 */
final class FindSignals implements Step {
  private final Rules rules = new Rules();
  private final DomainReader domains;

  FindSignals(DomainReader domains) {
    this.domains = domains;
  }

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

  private void find(
      SliceWork work, WorkspaceId workspace, List<Ruled<?>> rules, List<PendingEntry> entries) {
    SignalDerivation signals = work.derivation().signals();
    List<PendingVisit> visits =
        work.visitors(workspace).people().stream()
            .flatMap(person -> person.visits().stream())
            .filter(visit -> (visit.isStored() || visit.isUpdated()) && !visit.isHidden())
            .toList();
    Map<HitRow, HitRow> ofPeople = new LinkedHashMap<>();
    SingleHits ofVisits = new SingleHits(rules, domains, hit -> ofPeople.put(hit.with(""), hit));
    for (PendingVisit visit : visits) {
      ofVisits.look(visit.row(), name(visit.call()), occasion(visit));
    }
    List<HitRow> ofCompanies = new ArrayList<>();
    SingleHits ofEntries = new SingleHits(rules, domains, ofCompanies::add);
    for (PendingEntry entry : entries) {
      ofEntries.look(entry.row(), name(entry.call()), occasion(entry));
    }
    // Two copies of a view in one slice are one occasion; the later one has grown.
    HitLedger hits = new HitLedger(work, signals, workspace);
    hits.put(ofPeople.values());
    hits.add(ofCompanies);
    new MonthlyHits(signals, hits, rules).look(visits);
    new TraitHits(signals, hits, rules).lookAtPeople(visits);
    new TraitHits(signals, hits, rules).lookAtCompanies(entries);
  }

  /** The name of an event as it is stored; empty for what is none. */
  private static String name(Call call) {
    return call instanceof Call.Track track ? PlainText.of(track.event()) : "";
  }

  private static long occasion(PendingVisit visit) {
    return occasion(visit.row().hash(), visit.request(), visit.call());
  }

  private static long occasion(PendingEntry entry) {
    return occasion(entry.row().hash(), entry.request(), entry.call());
  }

  /** An entry that cannot be recognised again is told by its place in the journal. */
  private static long occasion(@Nullable Long hash, SliceRequest request, Call call) {
    return hash == null
        ? (request.sequence() << 16) + (call.index() << 3) + call.kind().code()
        : hash;
  }
}
