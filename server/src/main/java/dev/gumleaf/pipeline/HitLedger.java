package dev.gumleaf.pipeline;

import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Change;
import dev.gumleaf.store.HitRow;
import dev.gumleaf.store.SignalDerivation;
import java.util.Collection;

/** Writes what set signals off in one workspace, and notes what is new or gone for the feed. */
final class HitLedger {
  private final SliceWork work;
  private final SignalDerivation signals;
  private final WorkspaceId workspace;

  HitLedger(SliceWork work, SignalDerivation signals, WorkspaceId workspace) {
    this.work = work;
    this.signals = signals;
    this.workspace = workspace;
  }

  /** The same occasion counts once, the first. */
  void add(Collection<HitRow> hits) {
    signals
        .addHits(workspace, hits)
        .forEach(hit -> work.note(new Change.HitFound(workspace, work.receivedAt(), hit)));
  }

  /** The same occasion has the newest evidence, which is no change. */
  void put(Collection<HitRow> hits) {
    signals
        .putHits(workspace, hits)
        .forEach(hit -> work.note(new Change.HitFound(workspace, work.receivedAt(), hit)));
  }

  void withdraw(Collection<HitRow> hits) {
    signals
        .deleteHits(hits)
        .forEach(hit -> work.note(new Change.HitWithdrawn(workspace, work.receivedAt(), hit)));
  }
}
