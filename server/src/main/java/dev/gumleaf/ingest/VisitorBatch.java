package dev.gumleaf.ingest;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Rejected;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body about people, read and checked.
 *
 * @param people each with the entries to keep; most requests are about one
 * @param problem why nobody can be used; null when somebody can. With it every entry is refused
 * @param dropped why every entry is refused whatever it is; null when the entries were looked at
 */
public record VisitorBatch(
    List<PersonCalls> people,
    @Nullable ApiException problem,
    List<Rejected> rejected,
    List<Warning> warnings,
    @Nullable RejectReason dropped)
    implements Batch {
  public VisitorBatch {
    people = List.copyOf(people);
    rejected = List.copyOf(rejected);
    warnings = List.copyOf(warnings);
  }

  /** A batch of which nothing is kept. */
  static VisitorBatch dropped(List<Rejected> entries, RejectReason reason) {
    return new VisitorBatch(List.of(), null, entries, List.of(), reason);
  }

  /** The entries to keep, as the client counts them: without those that are only implied. */
  @Override
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (PersonCalls person : people) {
      for (VisitorCall call : person.calls()) {
        if (!call.implied()) {
          calls.add(call.call());
        }
      }
    }
    return calls;
  }
}
