package dev.gumleaf.ingest;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.PersonRef;
import dev.gumleaf.model.RejectReason;

/** Whom a body about a person is about. */
sealed interface PersonResult {
  record Ok(PersonRef person) implements PersonResult {
    public Ok {
      requireNonNull(person, "person");
    }
  }

  /**
   * Nobody can be used.
   *
   * @param error the error of the request
   * @param reason the reason of each of its entries
   */
  record Refused(ApiException error, RejectReason reason) implements PersonResult {
    public Refused {
      requireNonNull(error, "error");
      requireNonNull(reason, "reason");
    }

    Refused(ErrorCode code, RejectReason reason, String detail) {
      this(new ApiException(code, detail), reason);
    }
  }
}
