package dev.gumleaf.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gumleaf.testing.Await;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A live reply that notes what it is told. */
final class TestReply implements LiveReply {
  private final CompletableFuture<LiveBody> body = new CompletableFuture<>();
  final AtomicInteger ready = new AtomicInteger();
  final AtomicInteger ended = new AtomicInteger();

  @Override
  public String contentType() {
    return "text/event-stream";
  }

  @Override
  public void begun(LiveBody begun) {
    body.complete(begun);
  }

  @Override
  public void ready() {
    ready.incrementAndGet();
  }

  @Override
  public void ended() {
    ended.incrementAndGet();
  }

  boolean hasBegun() {
    return body.isDone();
  }

  LiveBody body() {
    return body.join();
  }

  /** Sends a piece when the one before was taken. */
  void send(String piece) {
    Await.until(() -> body().isReady());
    if (!body().send(piece.getBytes(US_ASCII))) {
      throw new AssertionError("it was ready");
    }
  }

  void awaitEnd() {
    Await.until(() -> ended.get() > 0);
  }
}
