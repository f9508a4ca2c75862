package dev.gumleaf.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A live reply under way. Pieces may come from any thread; everything else is on its loop. */
final class LiveExchange implements LiveBody {
  private final LiveReply reply;
  private final HttpServerResponse out;
  private final LoopExecutor loop;
  private final LongSupplier nanoTime;
  private final Consumer<Future<Void>> onOver;
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile boolean over;
  private boolean isWithNetwork;
  private long writtenAt;

  /**
   * A reply that has not begun.
   *
   * @param onOver told once when the reply is over, with what completes when nothing of it is in
   *     our memory any more
   */
  LiveExchange(
      LiveReply reply,
      HttpServerResponse out,
      LoopExecutor loop,
      LongSupplier nanoTime,
      Consumer<Future<Void>> onOver) {
    this.reply = reply;
    this.out = out;
    this.loop = loop;
    this.nanoTime = nanoTime;
    this.onOver = onOver;
  }

  void begin() {
    reply.begun(this);
  }

  @Override
  public boolean isReady() {
    return !over && !writing.get();
  }

  @Override
  public boolean send(byte[] piece) {
    if (over || !writing.compareAndSet(false, true)) {
      return false;
    }
    loop.execute(() -> write(piece));
    return true;
  }

  private void write(byte[] piece) {
    if (over) {
      return;
    }
    isWithNetwork = true;
    writtenAt = nanoTime.getAsLong();
    out.write(Buffer.buffer(piece)).onSuccess(written -> taken());
  }

  /** A write that failed leaves it busy; the connection is closed then, and that is the end. */
  private void taken() {
    isWithNetwork = false;
    writing.set(false);
    if (!over) {
      reply.ready();
    }
  }

  /** Whether the client has not taken a piece for longer than it may. */
  boolean isStuck(long now, Duration atMost) {
    return isWithNetwork && now - writtenAt > atMost.toNanos();
  }

  @Override
  public void end() {
    loop.execute(() -> over(true));
  }

  /** The client is gone. */
  void abandon() {
    over(false);
  }

  private void over(boolean orderly) {
    if (over) {
      return;
    }
    over = true;
    onOver.accept(orderly && !out.closed() ? out.end() : Future.succeededFuture());
    reply.ended();
  }
}
