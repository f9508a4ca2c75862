package dev.gumleaf.ingest;

import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.NoUserAgent;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Source;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body of {@code POST …/accounts/batch}. Thread-safe.
 *
 * <p>The published schema ({@code account-batch-request.json}) says the same in another language; a
 * test keeps the two agreeing.
 */
public final class AccountBatchReader {
  private final IngestLimits limits;
  private final DomainReader domains;
  private final NoUserAgent noUserAgent;
  private final JsonBody json;

  public AccountBatchReader(IngestLimits limits, DomainReader domains) {
    this(limits, domains, NoUserAgent.MARK);
  }

  public AccountBatchReader(IngestLimits limits, DomainReader domains, NoUserAgent noUserAgent) {
    this.limits = limits;
    this.domains = domains;
    this.noUserAgent = noUserAgent;
    this.json = new JsonBody(limits);
  }

  /** A reader of the same bodies that takes whatever limits once allowed. */
  AccountBatchReader withoutLimits() {
    return new AccountBatchReader(IngestLimits.NONE, domains, noUserAgent);
  }

  /**
   * The batch of a request, which is the same before it is journaled and afterwards.
   *
   * @throws ApiException as {@link #read(byte[], Source)} does
   */
  public AccountBatch read(JournalEntry entry) {
    Source fallback = entry.origin() == null ? Source.SERVER : Source.BROWSER;
    boolean drops = noUserAgent == NoUserAgent.DROP && NoUserAgent.isMissing(entry.userAgent());
    return read(entry.body(), fallback, drops ? RejectReason.NO_USER_AGENT : null);
  }

  /**
   * The batch in a body, which must not be written to afterwards.
   *
   * @param fallback the source of entries that name none
   * @throws ApiException if the body as a whole cannot be read; nothing else, whatever the bytes
   */
  public AccountBatch read(byte[] body, Source fallback) {
    return read(body, fallback, null);
  }

  private AccountBatch read(byte[] body, Source fallback, @Nullable RejectReason dropped) {
    BatchBody batch = new BatchBody(limits, domains, fallback, dropped);
    json.read(body, batch::readMembers);
    return batch.finish();
  }
}
