package dev.gumleaf.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The same grouping as the journal's for other ways of writing: one thread takes all that waits,
 * has it written with one sync, and only then tells.
 */
final class GroupWriter implements GroupLog {
  private static final int QUEUE_MAX = 4096;

  /** Writes bodies and returns when they are durable. */
  interface Target extends AutoCloseable {
    void write(List<byte[]> bodies) throws IOException, SQLException;

    @Override
    void close() throws IOException, SQLException;
  }

  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Waiting(byte[] body, Runnable durable) {}

  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private final Target target;
  private final Thread thread = Thread.ofPlatform().name("group-writer").unstarted(this::run);
  private volatile boolean closing;

  GroupWriter(Target target) {
    this.target = target;
  }

  GroupWriter start() {
    thread.start();
    return this;
  }

  @Override
  public void append(byte[] body, Runnable durable) {
    queue.add(new Waiting(body, durable));
  }

  private void run() {
    List<Waiting> group = new ArrayList<>();
    try {
      while (!closing) {
        group.clear();
        group.add(queue.take());
        queue.drainTo(group);
        target.write(group.stream().map(Waiting::body).toList());
        for (Waiting waiting : group) {
          waiting.durable().run();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // A target throws what its store throws; whichever it is, the measurement is worth nothing.
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
      target.close();
    } catch (Exception e) {
      // AutoCloseable says no more; what could not be closed could not be measured either.
      throw new IllegalStateException(e);
    }
  }
}
