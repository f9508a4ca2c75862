package dev.gumleaf.ingest;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.RejectReason;

/**
 * Is told what comes in, for metrics. Must be quick; called from many threads.
 *
 * <p>Requests that are not on their way any more: received = journaled + refused. Entries of
 * journaled requests: each is told once, as accepted or as rejected.
 */
public interface IngestListener {
  /** A request came in, with a body of that many bytes. */
  void received(int bytes);

  /** A request is durable, whether or not any entry of it can be used. */
  void journaled();

  /** Usable entries of a durable request. */
  void accepted(CallKind kind, int entries);

  /** Unusable entries of a durable request. */
  void rejected(CallKind kind, RejectReason reason, int entries);

  /** A request was answered with an error and not journaled. */
  void refused(ErrorCode code);
}
