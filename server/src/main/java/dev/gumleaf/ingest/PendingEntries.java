package dev.gumleaf.ingest;

import dev.gumleaf.journal.Journal;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.journal.JournalSlice;
import dev.gumleaf.journal.JournalSlice.Positioned;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.Rejected;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds entries that are in the journal but not yet in the state. Thread-safe. */
public final class PendingEntries {
  /** Requests looked through; with more of them waiting, {@link Look#complete} says no. */
  private static final int REQUESTS_MAX = 20_000;

  private static final long BYTES_MAX = 32L << 20;

  private final Journal journal;
  private final AccountBatchReader reader;
  private final AccountBatchReader lenient;

  public PendingEntries(Journal journal, AccountBatchReader reader) {
    this.journal = journal;
    this.reader = reader;
    this.lenient = reader.withoutLimits();
  }

  /** One entry that waits for the pipeline, which may store or refuse it. */
  public record Pending(
      MessageId messageId, CallKind kind, int index, String requestId, Instant receivedAt) {}

  /**
   * What a look at the waiting requests found.
   *
   * @param complete whether all of them were looked through
   */
  public record Look(List<Pending> found, boolean complete) {}

  /**
   * Looks for the waiting entries with a message id.
   *
   * @param position the last sequence that is applied
   */
  public Look find(WorkspaceId workspace, MessageId messageId, long position) {
    JournalSlice waiting = journal.read(position, REQUESTS_MAX, BYTES_MAX);
    List<Pending> found = new ArrayList<>();
    for (Positioned positioned : waiting.entries()) {
      JournalEntry entry = positioned.entry();
      if (entry.workspace().equals(workspace)) {
        collect(entry, messageId, found);
      }
    }
    return new Look(found, waiting.lastSequence() >= journal.lastSequence());
  }

  private void collect(JournalEntry entry, MessageId messageId, List<Pending> found) {
    AccountBatch batch = read(entry);
    for (Call call : batch.calls()) {
      if (messageId.equals(call.messageId())) {
        found.add(pending(entry, messageId, call.kind(), call.index()));
      }
    }
    for (Rejected refused : batch.rejected()) {
      if (messageId.equals(refused.messageId())) {
        found.add(pending(entry, messageId, refused.kind(), refused.index()));
      }
    }
  }

  private static Pending pending(JournalEntry entry, MessageId id, CallKind kind, int index) {
    return new Pending(id, kind, index, entry.requestId(), entry.receivedAt());
  }

  private AccountBatch read(JournalEntry entry) {
    return switch (entry.kind()) {
      case ACCOUNTS_BATCH -> readBatch(entry);
      case ERASED -> AccountBatch.EMPTY;
    };
  }

  /**
   * A body that the limits do not allow any more, after they were lowered, will be set aside; until
   * then its entries wait like all others.
   */
  private AccountBatch readBatch(JournalEntry entry) {
    try {
      return reader.read(entry);
    } catch (ApiException tooMuchNow) {
      try {
        return lenient.read(entry);
      } catch (ApiException unreadable) {
        return AccountBatch.EMPTY;
      }
    }
  }
}
