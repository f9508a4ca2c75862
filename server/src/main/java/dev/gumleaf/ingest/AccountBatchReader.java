package dev.gumleaf.ingest;

import dev.gumleaf.model.Source;
import java.util.List;

/** Reads a body of {@code POST …/accounts/batch}. Thread-safe. */
public final class AccountBatchReader {
  private final IngestLimits limits;
  private final DomainReader domains;

  public AccountBatchReader(IngestLimits limits, DomainReader domains) {
    this.limits = limits;
    this.domains = domains;
  }

  /** The batch in a body; {@code fallback} is the source of entries that name none. */
  public AccountBatch read(byte[] body, Source fallback) {
    if (body.length > limits.entryBytesMax()) {
      domains.read(fallback.word());
    }
    return new AccountBatch(null, null, List.of(), List.of(), List.of());
  }
}
