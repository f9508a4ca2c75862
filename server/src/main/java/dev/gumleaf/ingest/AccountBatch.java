package dev.gumleaf.ingest;

import dev.gumleaf.model.AccountRef;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body of {@code POST …/accounts/batch}, read and checked: the entries to keep in the order
 * identifies, then events, and the refused ones with their reasons.
 *
 * @param account which account; null when the body names none that can be used
 * @param problem why no account can be used; null when one can. With it every entry is refused
 * @param warnings what was kept although it deviates from the published schema
 * @param dropped why every entry is refused whatever it is, and no account is named; null when the
 *     entries were looked at
 */
public record AccountBatch(
    @Nullable AccountRef account,
    @Nullable ApiException problem,
    List<Call> calls,
    List<Rejected> rejected,
    List<Warning> warnings,
    @Nullable RejectReason dropped)
    implements Batch {
  /** Nothing at all; stands for a body that cannot be read. */
  public static final AccountBatch EMPTY =
      new AccountBatch(null, null, List.of(), List.of(), List.of(), null);

  public AccountBatch {
    calls = List.copyOf(calls);
    rejected = List.copyOf(rejected);
    warnings = List.copyOf(warnings);
  }

  /** A batch of which nothing is kept. */
  static AccountBatch dropped(List<Rejected> entries, RejectReason reason) {
    return new AccountBatch(null, null, List.of(), entries, List.of(), reason);
  }
}
