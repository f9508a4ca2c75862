package dev.gumleaf.ingest;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.MessageId;
import org.jspecify.annotations.Nullable;

/** What became of one entry of a request. */
public record EntryOutcome(
    CallKind kind, int index, @Nullable MessageId messageId, ItemOutcome outcome) {}
