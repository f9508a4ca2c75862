package dev.gumleaf.http;

import io.vertx.core.Context;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs work on one event loop. Work that comes while a wake-up is under way shares it, because
 * waking a loop costs more than a reply: a group commit answers a hundred requests at once.
 */
final class LoopExecutor implements Executor {
  private final Context context;
  private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();

  LoopExecutor(Context context) {
    this.context = context;
  }

  @Override
  public void execute(Runnable task) {
    work.add(task);
    if (woken.compareAndSet(false, true)) {
      context.runOnContext(ignored -> drain());
    }
  }

  private void drain() {
    woken.set(false);
    Runnable task;
    while ((task = work.poll()) != null) {
      task.run();
    }
  }
}
