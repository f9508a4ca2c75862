package dev.gumleaf.journal;

import dev.gumleaf.journal.JournalSlice.Positioned;
import dev.gumleaf.store.Scrub;
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

  /**
   * Puts other entries in the place of stored ones, such as redacted ones, from the oldest up to a
   * sequence. Others append, read and trim meanwhile. Whatever ends it early, entries are whole and
   * in their places, some replaced and some not, and it can be run again.
   *
   * <p>The bytes that were replaced are gone for good only after {@link #scrub}.
   *
   * @param upToSequence the last sequence to look at. The caller sees to it that all up to it are
   *     applied: what is replaced before, the state never gets to know
   */
  Rewrite rewrite(long upToSequence, Rewriter rewriter);

  /**
   * Makes the bytes of what was trimmed or replaced vanish from the storage, as far as it lets us.
   *
   * @param renewBytesMax the storage is written anew, and nobody appends meanwhile, if it is no
   *     larger than this; {@link Scrub.Result} says what is different otherwise
   */
  Scrub.Result scrub(long renewBytesMax);

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

  /** Decides what stands in the place of a stored entry. */
  @FunctionalInterface
  interface Rewriter {
    /**
     * Gives the entry itself if it stays as it is, else another one. May be asked for the same
     * entry again, if somebody else has replaced it meanwhile.
     */
    JournalEntry rewrite(Positioned entry);
  }

  /** How many entries a rewriter was asked about, and how many of them it replaced. */
  record Rewrite(long seen, long changed) {}

  /** What the journal can do at the moment. */
  enum Health {
    WRITABLE,
    STORAGE_FULL,
    FAILED,
    CLOSED
  }
}
