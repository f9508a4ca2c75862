package dev.gumleaf.store;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.Source;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stored entry as it is shown.
 *
 * @param event the event's name; empty for an identify
 * @param body canonical JSON of the properties or traits
 * @param others canonical JSON of the members the contract does not name
 */
public record StoredEntry(
    long key,
    AccountId account,
    CallKind kind,
    String event,
    @Nullable String messageId,
    String body,
    @Nullable String others,
    @Nullable Instant sentAt,
    Instant receivedAt,
    Instant effectiveAt,
    Source source,
    Set<Mark> marks) {
  public StoredEntry {
    marks = Set.copyOf(marks);
  }
}
