package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.AccountBatch;
import dev.gumleaf.ingest.EntryOutcome;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.EffectiveTime;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.NoUserAgent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One journaled request of a slice, decoded, with the outcomes found for its entries so far. */
final class SliceRequest {
  private final long sequence;
  private final JournalEntry entry;
  private final AccountBatch batch;
  private final List<EntryOutcome> outcomes = new ArrayList<>();

  SliceRequest(long sequence, JournalEntry entry, AccountBatch batch) {
    this.sequence = sequence;
    this.entry = entry;
    this.batch = batch;
  }

  long sequence() {
    return sequence;
  }

  JournalEntry entry() {
    return entry;
  }

  AccountBatch batch() {
    return batch;
  }

  void report(EntryOutcome outcome) {
    outcomes.add(outcome);
  }

  List<EntryOutcome> outcomes() {
    return List.copyOf(outcomes);
  }

  Set<Mark> marks(Call call) {
    EnumSet<Mark> marks = EnumSet.noneOf(Mark.class);
    if (NoUserAgent.isMissing(entry.userAgent())) {
      marks.add(Mark.NO_USER_AGENT);
    }
    if (EffectiveTime.isAhead(call.sentAt(), entry.receivedAt())) {
      marks.add(Mark.SENT_AT_AHEAD);
    }
    return marks;
  }
}
