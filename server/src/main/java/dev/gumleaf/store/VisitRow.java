package dev.gumleaf.store;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Source;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry about a person as it is stored. Times are milliseconds since 1970, UTC.
 *
 * @param hash the dedupe key (see {@link EntryHash}); null for an entry that has none
 * @param nameKey the name of an event or metric; 0 for the other kinds
 * @param focusMillis how long the page was in front; 0 for what is no page view
 * @param endedAt when the visit of the page ended, if it did
 * @param body canonical JSON of the properties, traits or page
 * @param others canonical JSON of the members the contract does not name
 */
public record VisitRow(
    ProfileKey profile,
    @Nullable Long hash,
    long effectiveAt,
    CallKind kind,
    long nameKey,
    Source source,
    int marks,
    long receivedAt,
    @Nullable Long sentAt,
    @Nullable String messageId,
    @Nullable String sessionId,
    long focusMillis,
    @Nullable Long endedAt,
    String body,
    @Nullable String others) {

  /**
   * Says the same as another entry; when and how it was received does not count, nor how long a
   * page has been looked at so far.
   */
  public boolean sameContent(VisitRow other) {
    return kind == other.kind
        && nameKey == other.nameKey
        && Objects.equals(sentAt, other.sentAt)
        && body.equals(other.body);
  }

  /**
   * This page view with what another copy of it adds: the longer focus time, and the first end. So
   * the order of the copies does not matter.
   */
  public VisitRow grown(VisitRow copy) {
    Long end = endedAt == null ? copy.endedAt : endedAt;
    if (end != null && copy.endedAt != null) {
      end = Math.min(end, copy.endedAt);
    }
    return new VisitRow(
        profile,
        hash,
        effectiveAt,
        kind,
        nameKey,
        source,
        marks,
        receivedAt,
        sentAt,
        messageId,
        sessionId,
        Math.max(focusMillis, copy.focusMillis),
        end,
        body,
        others);
  }
}
