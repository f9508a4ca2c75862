package dev.gumleaf.ingest;

import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.NoUserAgent;

/** Reads the body of any request, by the kind it was journaled as. Thread-safe. */
public final class BatchReader {
  private final AccountBatchReader accounts;
  private final VisitorBatchReader visitors;

  private BatchReader(AccountBatchReader accounts, VisitorBatchReader visitors) {
    this.accounts = accounts;
    this.visitors = visitors;
  }

  public BatchReader(IngestLimits limits, DomainReader domains, NoUserAgent noUserAgent) {
    this(
        new AccountBatchReader(limits, domains, noUserAgent),
        new VisitorBatchReader(limits, noUserAgent));
  }

  /** A reader of the same bodies that takes whatever limits once allowed. */
  BatchReader withoutLimits() {
    return new BatchReader(accounts.withoutLimits(), visitors.withoutLimits());
  }

  /**
   * The batch of a request, which is the same before it is journaled and afterwards.
   *
   * @throws ApiException if the body as a whole cannot be read; nothing else, whatever the bytes
   */
  public Batch read(JournalEntry entry) {
    return switch (entry.kind()) {
      case ACCOUNTS_BATCH -> accounts.read(entry);
      case VISITOR_BATCH -> visitors.read(entry);
    };
  }
}
