package dev.gumleaf.crash;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the clients know: which batches they sent, and which of them were acknowledged. */
final class Ledger {
  /** Events in each batch; all of them are stored, or none. */
  static final int EVENTS_PER_BATCH = 3;

  private final AtomicLong batches = new AtomicLong();
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

  long nextBatch() {
    return batches.incrementAndGet();
  }

  void acknowledge(long batch) {
    acknowledged.add(batch);
  }

  Set<Long> acknowledged() {
    return acknowledged;
  }

  long sent() {
    return batches.get();
  }

  static String messageId(long batch, int event) {
    return "b" + batch + "-e" + event;
  }

  /** The batch of a message id that {@link #messageId} made. */
  static long batchOf(String messageId) {
    return Long.parseLong(messageId.substring(1, messageId.indexOf('-')));
  }
}
