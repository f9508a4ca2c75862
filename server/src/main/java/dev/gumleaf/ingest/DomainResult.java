package dev.gumleaf.ingest;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.Domain;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.RejectReason;

/** What {@link DomainReader} made of a text. */
public sealed interface DomainResult {
  record Ok(Domain domain) implements DomainResult {
    public Ok {
      requireNonNull(domain, "domain");
    }
  }

  /**
   * The text does not name a company.
   *
   * @param code the error of a request that names only this account
   * @param reason the reason of each entry of such a request
   * @param detail what is wrong with it, for people
   */
  record Refused(ErrorCode code, RejectReason reason, String detail) implements DomainResult {
    public Refused {
      requireNonNull(code, "code");
      requireNonNull(reason, "reason");
      requireNonNull(detail, "detail");
    }
  }
}
