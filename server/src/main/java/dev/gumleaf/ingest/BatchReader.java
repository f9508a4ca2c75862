package dev.gumleaf.ingest;

import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.NoUserAgent;

/** Reads the body of any request, by the kind it was journaled as. Thread-safe. */
public final class BatchReader {
  private final AccountBatchReader accounts;
  private final VisitorBatchReader visitors;
  private final SegmentReader segment;
  private final Rb2bReader rb2b;

  private BatchReader(
      AccountBatchReader accounts,
      VisitorBatchReader visitors,
      SegmentReader segment,
      Rb2bReader rb2b) {
    this.accounts = accounts;
    this.visitors = visitors;
    this.segment = segment;
    this.rb2b = rb2b;
  }

  public BatchReader(IngestLimits limits, DomainReader domains, NoUserAgent noUserAgent) {
    this(
        new AccountBatchReader(limits, domains, noUserAgent),
        new VisitorBatchReader(limits, noUserAgent),
        new SegmentReader(limits, domains, noUserAgent),
        new Rb2bReader(limits, noUserAgent));
  }

  /** A reader of the same bodies that takes whatever limits once allowed. */
  BatchReader withoutLimits() {
    return new BatchReader(
        accounts.withoutLimits(),
        visitors.withoutLimits(),
        segment.withoutLimits(),
        rb2b.withoutLimits());
  }

  /**
   * The batch of a request, which is the same before it is journaled and afterwards.
   *
   * @throws ApiException if the body as a whole cannot be read; nothing else, whatever the bytes
   */
  public Batch read(JournalEntry entry) {
    return switch (entry.kind()) {
      case ERASED -> AccountBatch.EMPTY;
      case ACCOUNTS_BATCH -> accounts.read(entry);
      case VISITOR_BATCH -> visitors.read(entry);
      case SEGMENT -> segment.read(entry);
      case RB2B -> rb2b.read(entry);
    };
  }
}
