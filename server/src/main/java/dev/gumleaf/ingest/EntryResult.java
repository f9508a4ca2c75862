package dev.gumleaf.ingest;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.MessageId;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What the reply says about one entry.
 *
 * @param outcome null while the pipeline has not come to it
 */
record EntryResult(
    CallKind kind, int index, @Nullable MessageId messageId, @Nullable ItemOutcome outcome) {
  /** As a request is read: by array, and in it by position. */
  static final Comparator<EntryResult> ORDER =
      Comparator.comparingInt((EntryResult result) -> array(result.kind()))
          .thenComparingInt(EntryResult::index);

  /** Forms are metrics to whoever sends them. */
  private static int array(CallKind kind) {
    return CallKind.REPORTED.indexOf(kind == CallKind.FORM ? CallKind.METRIC : kind);
  }

  static EntryResult of(EntryOutcome known) {
    return new EntryResult(known.kind(), known.index(), known.messageId(), known.outcome());
  }
}
