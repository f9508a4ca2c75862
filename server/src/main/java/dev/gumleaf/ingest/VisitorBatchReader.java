package dev.gumleaf.ingest;

import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.NoUserAgent;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Source;

/** Reads a body of {@code POST …/batch} or {@code …/metrics}. Thread-safe. */
public final class VisitorBatchReader {
  private final IngestLimits limits;
  private final NoUserAgent noUserAgent;
  private final JsonBody json;

  public VisitorBatchReader(IngestLimits limits, NoUserAgent noUserAgent) {
    this.limits = limits;
    this.noUserAgent = noUserAgent;
    this.json = new JsonBody(limits);
  }

  /** A reader of the same bodies that takes whatever limits once allowed. */
  VisitorBatchReader withoutLimits() {
    return new VisitorBatchReader(IngestLimits.NONE, noUserAgent);
  }

  /**
   * The batch of a request, which is the same before it is journaled and afterwards.
   *
   * @throws ApiException if the body as a whole cannot be read; nothing else, whatever the bytes
   */
  public VisitorBatch read(JournalEntry entry) {
    Source fallback = entry.origin() == null ? Source.SERVER : Source.BROWSER;
    boolean drops = noUserAgent == NoUserAgent.DROP && NoUserAgent.isMissing(entry.userAgent());
    VisitorBody body = new VisitorBody(limits, fallback);
    json.read(entry.body(), body::readMembers);
    return drops ? body.drop(RejectReason.NO_USER_AGENT) : body.finish();
  }
}
