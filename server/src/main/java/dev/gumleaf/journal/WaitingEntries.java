package dev.gumleaf.journal;

import dev.gumleaf.journal.Frames.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The entries that wait for their sync, in order, bounded in bytes. Adding is lock-free and open to
 * any thread; {@link #nextGroup} belongs to one thread.
 */
final class WaitingEntries {
  private record Waiting(Frame frame, AppendCallback callback) {}

  /** Entries that are written together, and who is to be told; their bytes count until released. */
  record Group(List<Frame> frames, List<AppendCallback> callbacks, long bytes) {
    static final Group EMPTY = new Group(List.of(), List.of(), 0);

    boolean isEmpty() {
      return frames.isEmpty();
    }

    int size() {
      return frames.size();
    }
  }

  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final long bytesMax;

  WaitingEntries(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /**
   * Adds an entry if there is room. One larger than everything that may wait is let in when it is
   * alone, because no later time would suit it better.
   */
  boolean offer(JournalEntry entry, AppendCallback callback) {
    if (bytes.get() >= bytesMax) {
      // Refusing must cost little, as it happens when there is too much to do.
      return false;
    }
    Frame frame = Frame.of(entry);
    if (!takesRoom(frame.length())) {
      return false;
    }
    queue.add(new Waiting(frame, callback));
    return true;
  }

  private boolean takesRoom(int length) {
    long waiting;
    do {
      waiting = bytes.get();
      if (waiting > 0 && waiting + length > bytesMax) {
        return false;
      }
    } while (!bytes.compareAndSet(waiting, waiting + length));
    return true;
  }

  /** Takes the oldest entries, up to a number of bytes, but at least one if there is one. */
  Group nextGroup(int groupBytesMax) {
    Waiting next = queue.peek();
    if (next == null) {
      return Group.EMPTY;
    }
    List<Frame> frames = new ArrayList<>();
    List<AppendCallback> callbacks = new ArrayList<>();
    long taken = 0;
    while (next != null && (frames.isEmpty() || taken + next.frame().length() <= groupBytesMax)) {
      queue.poll();
      taken += next.frame().length();
      frames.add(next.frame());
      callbacks.add(next.callback());
      next = queue.peek();
    }
    return new Group(frames, callbacks, taken);
  }

  /** Takes one entry to refuse it; unlike {@link #nextGroup} open to any thread. */
  @Nullable AppendCallback poll() {
    Waiting next = queue.poll();
    if (next == null) {
      return null;
    }
    bytes.addAndGet(-next.frame().length());
    return next.callback();
  }

  /** Makes the room of a group free that was taken. */
  void release(Group group) {
    bytes.addAndGet(-group.bytes());
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  long bytes() {
    return bytes.get();
  }
}
