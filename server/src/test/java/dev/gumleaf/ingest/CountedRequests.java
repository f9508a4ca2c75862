package dev.gumleaf.ingest;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.RejectReason;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what the ingest room tells. */
final class CountedRequests implements IngestListener {
  private final Map<CallKind, Integer> accepted = new TreeMap<>();
  private final Map<RejectReason, Integer> rejected = new TreeMap<>();
  private final Map<ErrorCode, Integer> refused = new TreeMap<>();
  private int received;
  private int journaled;

  @Override
  public void received(int bytes) {
    received++;
  }

  @Override
  public void journaled() {
    journaled++;
  }

  @Override
  public void accepted(CallKind kind, int entries) {
    accepted.merge(kind, entries, Integer::sum);
  }

  @Override
  public void rejected(CallKind kind, RejectReason reason, int entries) {
    rejected.merge(reason, entries, Integer::sum);
  }

  @Override
  public void refused(ErrorCode code) {
    refused.merge(code, 1, Integer::sum);
  }

  @Override
  public String toString() {
    return "received %d, journaled %d, accepted %s, rejected %s, refused %s"
        .formatted(received, journaled, accepted, rejected, refused);
  }
}
