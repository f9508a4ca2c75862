package dev.gumleaf.ingest;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.EffectiveTime;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Rejected;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the client of a durable batch is told: what was accepted, what was not and why, by position.
 *
 * @param dropped why nothing at all was kept; null otherwise
 * @param results null when the client did not ask for them
 */
record BatchReceipt(
    String requestId,
    Map<CallKind, Integer> accepted,
    List<Rejected> rejected,
    List<Warning> warnings,
    Set<Mark> marks,
    @Nullable RejectReason dropped,
    @Nullable List<EntryResult> results) {
  BatchReceipt {
    requireNonNull(requestId, "requestId");
    accepted = Collections.unmodifiableMap(new EnumMap<>(accepted));
    rejected = List.copyOf(rejected);
    warnings = List.copyOf(warnings);
    marks = Set.copyOf(marks);
    results = results == null ? null : List.copyOf(results);
  }

  /** The receipt as long as the pipeline has not seen the batch. */
  static BatchReceipt of(IngestRequest request, Batch batch, EntryCounts counts) {
    return new BatchReceipt(
        request.entry().requestId(),
        accepted(batch, counts),
        batch.rejected(),
        batch.warnings(),
        batch.dropped() == null ? marks(request, batch) : Set.of(),
        batch.dropped(),
        request.wantsResults() ? pending(batch) : null);
  }

  /** The receipt with what the pipeline decided; nothing leaves every entry pending. */
  BatchReceipt with(Optional<List<EntryOutcome>> outcomes) {
    List<EntryResult> decided =
        outcomes
            .map(known -> known.stream().map(EntryResult::of).sorted(EntryResult.ORDER).toList())
            .orElse(results);
    return new BatchReceipt(requestId, accepted, rejected, warnings, marks, dropped, decided);
  }

  /** Of each kind that such a request can hold. */
  private static Map<CallKind, Integer> accepted(Batch batch, EntryCounts counts) {
    Map<CallKind, Integer> accepted = new EnumMap<>(CallKind.class);
    switch (batch) {
      case AccountBatch _ -> {
        accepted.put(CallKind.IDENTIFY, counts.accepted(CallKind.IDENTIFY));
        accepted.put(CallKind.TRACK, counts.accepted(CallKind.TRACK));
      }
      case VisitorBatch _ -> {
        for (CallKind kind : CallKind.values()) {
          accepted.put(kind, counts.accepted(kind));
        }
      }
    }
    return accepted;
  }

  private static Set<Mark> marks(IngestRequest request, Batch batch) {
    JournalEntry entry = request.entry();
    Set<Mark> marks = Mark.noticed(entry.userAgent(), null, entry.receivedAt());
    for (Call call : batch.calls()) {
      if (EffectiveTime.isAhead(call.sentAt(), entry.receivedAt())) {
        marks.add(Mark.SENT_AT_AHEAD);
      }
    }
    return marks;
  }

  private static List<EntryResult> pending(Batch batch) {
    Stream<EntryResult> usable =
        batch.calls().stream()
            .map(call -> new EntryResult(call.kind(), call.index(), call.messageId(), null));
    Stream<EntryResult> refused =
        batch.rejected().stream()
            .map(entry ->
                new EntryResult(
                    entry.kind(),
                    entry.index(),
                    entry.messageId(),
                    new ItemOutcome.Refused(entry.reason())));
    return Stream.concat(usable, refused).sorted(EntryResult.ORDER).toList();
  }
}
