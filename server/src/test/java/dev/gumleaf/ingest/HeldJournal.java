package dev.gumleaf.ingest;

import dev.gumleaf.journal.AppendCallback;
import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.journal.Journal;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.journal.JournalSlice;
import dev.gumleaf.store.Scrub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A journal that keeps entries waiting until the test syncs or refuses them. */
final class HeldJournal implements Journal {
  private final List<JournalEntry> durable = new ArrayList<>();
  private final List<JournalEntry> waiting = new ArrayList<>();
  private final List<AppendCallback> callbacks = new ArrayList<>();

  @Override
  public void append(JournalEntry entry, AppendCallback callback) {
    waiting.add(entry);
    callbacks.add(callback);
  }

  List<JournalEntry> waiting() {
    return waiting;
  }

  List<JournalEntry> durable() {
    return durable;
  }

  void sync() {
    List<AppendCallback> told = List.copyOf(callbacks);
    long sequence = durable.size();
    durable.addAll(waiting);
    forget();
    for (AppendCallback callback : told) {
      sequence++;
      callback.durable(sequence);
    }
  }

  void refuse(Refusal refusal) {
    List<AppendCallback> told = List.copyOf(callbacks);
    forget();
    told.forEach(callback -> callback.refused(refusal));
  }

  private void forget() {
    waiting.clear();
    callbacks.clear();
  }

  @Override
  public JournalSlice read(long afterSequence, int entriesMax, long bytesMax) {
    throw new UnsupportedOperationException("the ingest room never reads");
  }

  @Override
  public long lastSequence() {
    return durable.size();
  }

  @Override
  public long trim(long appliedSequence, Instant writtenBefore) {
    return 0;
  }

  @Override
  public Rewrite rewrite(long upToSequence, Rewriter rewriter) {
    throw new UnsupportedOperationException("the ingest room never rewrites");
  }

  @Override
  public Scrub.Result scrub(long renewBytesMax) {
    throw new UnsupportedOperationException("the ingest room never scrubs");
  }

  @Override
  public Health health() {
    return Health.WRITABLE;
  }

  @Override
  public long queuedBytes() {
    return 0;
  }

  @Override
  public void onDurable(Runnable listener) {
    throw new UnsupportedOperationException("the ingest room does not follow the journal");
  }

  @Override
  public void close() {}
}
