package dev.gumleaf.ingest;

import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.NoUserAgent;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Source;

/** Reads a body of {@code POST /v1/ingest/segment/{key}}. Thread-safe. */
final class SegmentReader {
  private final IngestLimits limits;
  private final DomainReader domains;
  private final NoUserAgent noUserAgent;
  private final JsonBody json;

  SegmentReader(IngestLimits limits, DomainReader domains, NoUserAgent noUserAgent) {
    this.limits = limits;
    this.domains = domains;
    this.noUserAgent = noUserAgent;
    this.json = new JsonBody(limits);
  }

  /** A reader of the same bodies that takes whatever limits once allowed. */
  SegmentReader withoutLimits() {
    return new SegmentReader(IngestLimits.NONE, domains, noUserAgent);
  }

  /**
   * The batch of a request, which is the same before it is journaled and afterwards. What a page
   * sends has a page's rank, whatever library it uses.
   *
   * @throws ApiException if the body as a whole cannot be read; nothing else, whatever the bytes
   */
  VisitorBatch read(JournalEntry entry) {
    Source fallback = entry.origin() == null ? Source.SEGMENT : Source.BROWSER;
    boolean drops = noUserAgent == NoUserAgent.DROP && NoUserAgent.isMissing(entry.userAgent());
    SegmentBody body = new SegmentBody(limits, domains, fallback);
    json.readAny(entry.body(), body::read);
    return drops ? body.drop(RejectReason.NO_USER_AGENT) : body.finish();
  }
}
