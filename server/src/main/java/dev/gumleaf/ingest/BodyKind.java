package dev.gumleaf.ingest;

import dev.gumleaf.journal.JournalEntry;

/** What an ingest endpoint takes. */
public enum BodyKind {
  /** Data about a company. */
  ACCOUNTS_BATCH(JournalEntry.Kind.ACCOUNTS_BATCH),
  /** What a person did, and what a page measured. */
  VISITOR_BATCH(JournalEntry.Kind.VISITOR_BATCH),
  /** Messages as Segment's specification has them. */
  SEGMENT(JournalEntry.Kind.SEGMENT),
  /** People as RB2B makes them known. */
  RB2B(JournalEntry.Kind.RB2B);

  private final JournalEntry.Kind journaled;

  BodyKind(JournalEntry.Kind journaled) {
    this.journaled = journaled;
  }

  /** As what it is journaled. */
  JournalEntry.Kind journaled() {
    return journaled;
  }
}
