package dev.gumleaf.journal;

import dev.gumleaf.journal.Journal.Health;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that has groups written: it sleeps while nothing waits, tries again by itself
 * while writing fails, and ends when the journal is closed and everything is written.
 */
final class WriterThread {
  /*
   * No entry may lie in the queue with nobody to answer for it. Two threads could pass each other by
   * in three places. In each, both first do something and then look for what the other does; the
   * fields here and the queue's links are volatile, so all these steps have one order, in which not
   * both can look too early.
   *
   *   who appends adds the entry, then looks at idle     and wakes the writer
   *   the writer  sets idle, then looks at the queue     and sleeps if it is empty
   *
   *   who appends adds the entry, then looks at ended    and answers for what is in the queue
   *   the writer  sets ended, then looks at the queue    and answers for what is in it
   *
   *   who closes  sets closing, then wakes the writer
   *   the writer  looks at closing, then sleeps          but not if it was woken in between
   *
   * A wake-up too many is harmless, because the loop looks again. One may be used up by a lock inside
   * a write, so the writer always looks behind the write and right before it sleeps. An entry that is
   * added while the storage breaks is like any other: the writer comes round and refuses it.
   */

  /** Between two tries after a failure that may pass. */
  private static final Duration RETRY_AFTER = Duration.ofMillis(200);

  private final WaitingEntries waiting;
  private final GroupWriter groups;
  private final Runnable afterwards;

  /** Null until it is started; then, by {@link Thread#start}, it sees all that was done before. */
  private volatile @Nullable Thread thread;

  /** Set for good; from then on no entry is let in. */
  private volatile boolean closing;

  /** The writer sleeps, or is about to, or has just woken. */
  private volatile boolean idle;

  /** Set for good, behind the last write; whoever adds an entry too late answers for it. */
  private volatile boolean ended;

  /**
   * A thread that does not run yet.
   *
   * @param afterwards what to do when nothing will be written any more
   */
  WriterThread(WaitingEntries waiting, GroupWriter groups, Runnable afterwards) {
    this.waiting = waiting;
    this.groups = groups;
    this.afterwards = afterwards;
  }

  void start() {
    Thread started = Thread.ofPlatform().name("journal-writer").unstarted(this::run);
    thread = started;
    started.start();
  }

  boolean isClosing() {
    return closing;
  }

  /** To be called behind each adding to the queue. */
  void entryAdded() {
    if (idle) {
      LockSupport.unpark(thread);
    }
    if (ended) {
      groups.refuseWaiting();
    }
  }

  private void run() {
    while (!closing) {
      if (!groups.writeNext()) {
        awaitEntries();
      } else if (groups.health() == Health.FAILED && !closing) {
        LockSupport.parkNanos(this, RETRY_AFTER.toNanos());
      }
    }
    end();
  }

  private void awaitEntries() {
    boolean mayRecover = groups.mayRecover();
    idle = true;
    if (waiting.isEmpty() && !closing) {
      if (mayRecover) {
        LockSupport.parkNanos(this, RETRY_AFTER.toNanos());
      } else {
        LockSupport.park(this);
      }
    }
    idle = false;
    if (mayRecover && waiting.isEmpty() && !closing) {
      groups.probe();
    }
  }

  private void end() {
    while (groups.writeNext()) {
      if (groups.health() == Health.FAILED) {
        // Trying with each group that waits could take longer than anybody wants to stop.
        groups.refuseWaiting();
      }
    }
    ended = true;
    groups.refuseWaiting();
    afterwards.run();
  }

  /** Has everything written that was let in, and waits for it. Idempotent. */
  void close() {
    closing = true;
    Thread running = thread;
    if (running == null) {
      endUnstarted();
    } else if (running != Thread.currentThread()) {
      LockSupport.unpark(running);
      join(running);
    }
  }

  private void endUnstarted() {
    if (!ended) {
      end();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
