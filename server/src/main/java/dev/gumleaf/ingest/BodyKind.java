package dev.gumleaf.ingest;

import dev.gumleaf.journal.JournalEntry;

/** What an ingest endpoint takes. */
public enum BodyKind {
  /** Data about a company. */
  ACCOUNTS_BATCH(JournalEntry.Kind.ACCOUNTS_BATCH),
  /** What a person did, and what a page measured. */
  VISITOR_BATCH(JournalEntry.Kind.VISITOR_BATCH);

  private final JournalEntry.Kind journaled;

  BodyKind(JournalEntry.Kind journaled) {
    this.journaled = journaled;
  }

  /** As what it is journaled. */
  JournalEntry.Kind journaled() {
    return journaled;
  }
}
