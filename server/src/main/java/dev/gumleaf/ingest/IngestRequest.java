package dev.gumleaf.ingest;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.journal.JournalEntry;

/**
 * A request on its way into the journal.
 *
 * @param entry what will be journaled: the body and what is known about the connection
 * @param wantsResults whether the reply waits for what became of each entry
 */
public record IngestRequest(JournalEntry entry, boolean wantsResults) {
  public IngestRequest {
    requireNonNull(entry, "entry");
  }
}
