package dev.gumleaf.ingest;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.ErrorCode;

/** How an ingest request is answered. */
public sealed interface IngestReply {
  /** The journal has it: 200 with this JSON body. */
  record Accepted(String json) implements IngestReply {
    public Accepted {
      requireNonNull(json, "json");
    }
  }

  /**
   * An error reply of that code.
   *
   * @param rejected a JSON array of the entries with their reasons, for the member {@code rejected}
   *     of the error body; {@code []} when the error is not about entries
   */
  record Refused(ErrorCode code, String detail, String rejected) implements IngestReply {
    public Refused {
      requireNonNull(code, "code");
      requireNonNull(detail, "detail");
      requireNonNull(rejected, "rejected");
    }
  }
}
