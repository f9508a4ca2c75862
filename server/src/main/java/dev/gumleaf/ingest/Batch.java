package dev.gumleaf.ingest;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of an ingest request, read and checked. */
public sealed interface Batch permits AccountBatch, VisitorBatch {
  /** The entries to keep. */
  List<Call> calls();

  List<Rejected> rejected();

  /** What was kept although it deviates from the contract. */
  List<Warning> warnings();

  /** Why it is about nobody that can be used; null when it is. With it every entry is refused. */
  @Nullable ApiException problem();

  /** Why every entry is refused whatever it is; null when the entries were looked at. */
  @Nullable RejectReason dropped();
}
