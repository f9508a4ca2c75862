package dev.gumleaf.ingest;

import java.util.List;

/** Brings what the pipeline decided to the requests that wait for it. Thread-safe. */
public final class Outcomes {
  /** Tells what became of the entries of one journaled request; called after the commit. */
  public void publish(long sequence, List<EntryOutcome> outcomes) {
    if (sequence < 1 || outcomes.isEmpty()) {
      return;
    }
  }
}
