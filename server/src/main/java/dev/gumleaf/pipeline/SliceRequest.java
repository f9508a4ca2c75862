package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.AccountBatch;
import dev.gumleaf.ingest.Batch;
import dev.gumleaf.ingest.EntryOutcome;
import dev.gumleaf.journal.JournalEntry;
import java.util.ArrayList;
import java.util.List;

/** One journaled request of a slice, decoded, with the outcomes found for its entries so far. */
final class SliceRequest {
  private final long sequence;
  private final JournalEntry entry;
  private Batch batch;
  private final List<EntryOutcome> outcomes = new ArrayList<>();

  SliceRequest(long sequence, JournalEntry entry, Batch batch) {
    this.sequence = sequence;
    this.entry = entry;
    this.batch = batch;
  }

  long sequence() {
    return sequence;
  }

  JournalEntry entry() {
    return entry;
  }

  Batch batch() {
    return batch;
  }

  /** Lets go of what it holds. */
  void forget() {
    batch = AccountBatch.EMPTY;
  }

  void report(EntryOutcome outcome) {
    outcomes.add(outcome);
  }

  List<EntryOutcome> outcomes() {
    return List.copyOf(outcomes);
  }
}
