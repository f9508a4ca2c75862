package dev.gumleaf.store;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Source;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stored entry about a person as it is shown.
 *
 * @param id the id it was sent for, or of the known profile
 * @param person whose it is
 * @param name the name of an event or metric; empty for the other kinds
 * @param body canonical JSON of the properties, traits or page
 * @param others canonical JSON of the members the contract does not name
 */
public record StoredVisit(
    long key,
    ProfileId id,
    ProfileKey person,
    CallKind kind,
    String name,
    @Nullable String messageId,
    @Nullable String sessionId,
    String body,
    @Nullable String others,
    @Nullable Instant sentAt,
    Instant receivedAt,
    Instant effectiveAt,
    @Nullable Instant endedAt,
    long focusMillis,
    Source source,
    Set<Mark> marks) {
  public StoredVisit {
    marks = Set.copyOf(marks);
  }
}
