package dev.gumleaf.journal;

import java.time.Instant;

/**
 * The durable, ordered log of accepted requests. Thread-safe.
 *
 * <p>Sequences begin at 1, grow by one for each entry, and are never used twice. Entries are
 * written in groups, one sync for each; a reader sees whole groups only.
 */
public interface Journal extends AutoCloseable {

  /**
   * Hands an entry to the writer and returns at once; never blocks. The callback is told exactly
   * once what became of it, from the writer's thread or, when the entry is refused at the door,
   * from the caller's.
   */
  void append(JournalEntry entry, AppendCallback callback);

  /**
   * Reads whole groups behind a sequence, in order, until one of the limits is reached; at least
   * one group if there is one. Gives an empty slice when there is none.
   *
   * @param afterSequence the last sequence that was already read, 0 for the start
   */
  JournalSlice read(long afterSequence, int entriesMax, long bytesMax);

  /** The sequence of the newest durable entry, 0 when there never was one. */
  long lastSequence();

  /**
   * Deletes groups of which every entry was applied and that were written before an instant.
   *
   * @return how many entries went
   */
  long trim(long appliedSequence, Instant writtenBefore);

  /** Why new entries are refused at the moment, or that they are taken. */
  Health health();

  /** Bytes of entries waiting for their sync. */
  long queuedBytes();

  /**
   * Runs the listener after each group became durable, on the writer's thread; it must be quick.
   */
  void onDurable(Runnable listener);

  /** Writes what was accepted, then stops. Idempotent. */
  @Override
  void close();

  /** What the journal can do at the moment. */
  enum Health {
    WRITABLE,
    STORAGE_FULL,
    FAILED,
    CLOSED
  }
}
