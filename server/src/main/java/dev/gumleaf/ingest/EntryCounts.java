package dev.gumleaf.ingest;

import dev.gumleaf.model.Call;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Rejected;
import java.util.HashMap;
import java.util.Map;

/**
 * How many entries of a batch are accepted and refused; counted before it is durable, told after.
 */
record EntryCounts(Map<CallKind, Integer> accepted, Map<Reason, Integer> rejected) {
  private record Reason(CallKind kind, RejectReason reason) {}

  static EntryCounts of(Batch batch) {
    Map<CallKind, Integer> accepted = new HashMap<>();
    for (Call call : batch.calls()) {
      accepted.merge(call.kind(), 1, Integer::sum);
    }
    Map<Reason, Integer> rejected = new HashMap<>();
    for (Rejected entry : batch.rejected()) {
      rejected.merge(new Reason(entry.kind(), entry.reason()), 1, Integer::sum);
    }
    return new EntryCounts(accepted, rejected);
  }

  int accepted(CallKind kind) {
    return accepted.getOrDefault(kind, 0);
  }

  void tell(IngestListener listener) {
    accepted.forEach(listener::accepted);
    rejected.forEach((reason, count) -> listener.rejected(reason.kind(), reason.reason(), count));
  }
}
