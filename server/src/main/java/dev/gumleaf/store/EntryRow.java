package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Source;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry as it is stored. Times are milliseconds since 1970, UTC.
 *
 * @param hash the dedupe key (see {@link EntryHash}); null for an entry that has none
 * @param nameKey the event's name; 0 for an identify
 * @param body canonical JSON of the properties or traits
 * @param others canonical JSON of the members the contract does not name
 * @param saidBy the person of whose statement it was part; null for most
 */
public record EntryRow(
    AccountKey account,
    @Nullable Long hash,
    long effectiveAt,
    long nameKey,
    CallKind kind,
    Source source,
    int marks,
    long receivedAt,
    @Nullable Long sentAt,
    @Nullable String messageId,
    String body,
    @Nullable String others,
    @Nullable ProfileKey saidBy) {

  /** Whether something in it was erased, so that it cannot be compared any more. */
  public boolean isRedacted() {
    return ErasedTexts.isErasedIn(body) || (messageId != null && ErasedTexts.isErasedIn(messageId));
  }

  /** Says the same as another entry; when and how it was received does not count. */
  public boolean sameContent(EntryRow other) {
    return kind == other.kind
        && nameKey == other.nameKey
        && Objects.equals(sentAt, other.sentAt)
        && body.equals(other.body);
  }
}
