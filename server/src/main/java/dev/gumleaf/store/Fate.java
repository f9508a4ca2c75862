package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of an entry that was not stored.
 *
 * @param content the entry as JSON where the stored one does not already say the same; cut to
 *     {@link #CONTENT_CHARS_MAX}
 * @param profile whom the entry is about, when it is about a person
 */
public record Fate(
    WorkspaceId workspace,
    Outcome outcome,
    String reason,
    String detail,
    CallKind kind,
    int index,
    @Nullable MessageId messageId,
    @Nullable AccountKey account,
    String requestId,
    Instant receivedAt,
    @Nullable String content,
    @Nullable ProfileKey profile) {
  /** Enough to recognise an entry, little enough that refusing floods does not fill the disk. */
  public static final int CONTENT_CHARS_MAX = 4_096;

  /** The same, of an entry about a person. */
  public Fate of(ProfileKey person) {
    return new Fate(
        workspace,
        outcome,
        reason,
        detail,
        kind,
        index,
        messageId,
        account,
        requestId,
        receivedAt,
        content,
        person);
  }

  /** What can become of an entry beside being stored. The word is in the store and on the wire. */
  public enum Outcome {
    DUPLICATE,
    CONFLICT,
    REJECTED,
    SET_ASIDE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
