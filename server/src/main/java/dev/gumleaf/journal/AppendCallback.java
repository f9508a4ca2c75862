package dev.gumleaf.journal;

/** Is told what became of one appended entry. Must be quick and must not block. */
public interface AppendCallback {
  /** The entry is on disk (or acknowledged by the configured database) under this sequence. */
  void durable(long sequence);

  /**
   * The entry was not acknowledged; unless the reason is FAILED, nothing of it will ever be read.
   */
  void refused(Refusal refusal);

  /** Why an entry was not accepted. */
  enum Refusal {
    /** More bytes are waiting than the queue may hold. */
    QUEUE_FULL,
    /** The disk is full; the journal keeps trying with later entries. */
    STORAGE_FULL,
    /**
     * Writing failed. On an embedded store this is final (see {@code GroupWriter}); the entry may
     * or may not be in the journal, and the client must send it again.
     */
    FAILED,
    /** The journal was closed. */
    CLOSED
  }
}
