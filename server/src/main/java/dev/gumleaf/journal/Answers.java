package dev.gumleaf.journal;

import dev.gumleaf.journal.AppendCallback.Refusal;
import dev.gumleaf.journal.WaitingEntries.Group;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the callers what became of their entries. Thread-safe.
 *
 * <p>Each is told exactly once because an entry has one owner at any time: the queue, and then
 * whoever took it from there, in a group or alone, and tells it.
 */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private final WaitingEntries waiting;
  private final List<Runnable> durableListeners = new CopyOnWriteArrayList<>();

  Answers(WaitingEntries waiting) {
    this.waiting = waiting;
  }

  /** Runs the listener after the callbacks of each group that became durable. */
  void onDurable(Runnable listener) {
    durableListeners.add(listener);
  }

  /** Room is made before anybody is told, so that who answers at once with more finds it. */
  void acknowledge(Group group, long lastSequence) {
    waiting.release(group);
    long sequence = lastSequence - group.size();
    for (AppendCallback callback : group.callbacks()) {
      sequence++;
      long acknowledged = sequence;
      tell(() -> callback.durable(acknowledged));
    }
    durableListeners.forEach(Answers::tell);
  }

  void refuse(Group group, Refusal refusal) {
    waiting.release(group);
    for (AppendCallback callback : group.callbacks()) {
      tell(() -> callback.refused(refusal));
    }
  }

  /** Refuses what nobody will write. */
  void refuseWaiting(Refusal refusal) {
    AppendCallback callback;
    while ((callback = waiting.poll()) != null) {
      AppendCallback refused = callback;
      tell(() -> refused.refused(refusal));
    }
  }

  /** One caller's bug must not keep the others from their answers, nor end the writer. */
  static void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error bug) {
      LOG.atError().addKeyValue("event", "journal_callback_failed").setCause(bug).log();
    }
  }
}
