package dev.gumleaf.store;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ProfileId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry that was not stored, as it is shown; {@code outcome} is the word of what became of it.
 */
public record ListedFate(
    long key,
    String outcome,
    String reason,
    String detail,
    CallKind kind,
    int index,
    @Nullable String messageId,
    @Nullable AccountId account,
    @Nullable ProfileId profile,
    String requestId,
    Instant receivedAt,
    @Nullable String content) {}
