package dev.gumleaf.testing;

import dev.gumleaf.journal.AppendCallback;
import dev.gumleaf.journal.Journal;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.journal.JournalException;
import dev.gumleaf.journal.JournalSlice;
import dev.gumleaf.journal.JournalSlice.Positioned;
import dev.gumleaf.store.Scrub;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A journal in memory, each entry a group of its own and durable at once. */
public final class MemoryJournal implements Journal {
  private final List<Positioned> entries = new ArrayList<>();
  private final List<Runnable> listeners = new ArrayList<>();
  private long trimmed;
  private boolean readsFail;

  @Override
  public synchronized void append(JournalEntry entry, AppendCallback callback) {
    long sequence = lastSequence() + 1;
    entries.add(new Positioned(sequence, entry));
    callback.durable(sequence);
    listeners.forEach(Runnable::run);
  }

  /** Appends without anybody waiting for it. */
  public void append(JournalEntry entry) {
    append(
        entry,
        new AppendCallback() {
          @Override
          public void durable(long sequence) {}

          @Override
          public void refused(Refusal refusal) {
            throw new IllegalStateException("memory refuses nothing: " + refusal);
          }
        });
  }

  /** Makes reading fail from now on. */
  public synchronized void failReads() {
    readsFail = true;
  }

  @Override
  public synchronized JournalSlice read(long afterSequence, int entriesMax, long bytesMax) {
    if (readsFail) {
      throw new JournalException(new IOException("the disk failed, on cue"));
    }
    List<Positioned> slice = new ArrayList<>();
    long bytes = 0;
    int from = (int) Math.max(0, afterSequence - trimmed);
    for (int i = from; i < entries.size() && slice.size() < entriesMax; i++) {
      bytes += entries.get(i).entry().body().length;
      if (bytes > bytesMax && !slice.isEmpty()) {
        break;
      }
      slice.add(entries.get(i));
    }
    return new JournalSlice(slice, slice.isEmpty() ? afterSequence : slice.getLast().sequence());
  }

  @Override
  public synchronized long lastSequence() {
    return trimmed + entries.size();
  }

  @Override
  public synchronized long trim(long appliedSequence, Instant writtenBefore) {
    long count = Math.max(0, Math.min(appliedSequence, lastSequence()) - trimmed);
    entries.subList(0, (int) count).clear();
    trimmed += count;
    return count;
  }

  @Override
  public synchronized Rewrite rewrite(long upToSequence, Rewriter rewriter) {
    long seen = 0;
    long changed = 0;
    for (int i = 0; i < entries.size() && entries.get(i).sequence() <= upToSequence; i++) {
      Positioned stored = entries.get(i);
      Positioned other = new Positioned(stored.sequence(), rewriter.rewrite(stored));
      seen++;
      if (!other.equals(stored)) {
        changed++;
        entries.set(i, other);
      }
    }
    return new Rewrite(seen, changed);
  }

  @Override
  public Scrub.Result scrub(long renewBytesMax) {
    return Scrub.Result.RENEWED;
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
  public synchronized void onDurable(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {}
}
