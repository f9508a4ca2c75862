package dev.gumleaf.store;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.Domain;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One merge in the log: which account was put under which other, who did it, when and why.
 *
 * @param undoneAt null while it is in force; {@code undoneBy} likewise
 */
public record AccountMerge(
    long id,
    Kind kind,
    AccountId from,
    Domain fromDomain,
    AccountId into,
    Domain intoDomain,
    String reason,
    Instant createdAt,
    String createdBy,
    @Nullable Instant undoneAt,
    @Nullable String undoneBy) {
  /** Why the merge was made. The word is in the store and on the wire. */
  public enum Kind {
    /** A further domain of the same company was named. */
    ALIAS,
    /** Two accounts were found to be one company. */
    MERGE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind ofWord(String word) {
      return word.equals("alias") ? ALIAS : MERGE;
    }
  }
}
