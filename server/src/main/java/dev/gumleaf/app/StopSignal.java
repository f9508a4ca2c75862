package dev.gumleaf.app;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The process was asked to stop (SIGTERM, Ctrl-C). The machine ends when its shutdown hooks have
 * ended, so the hook waits, for a bounded time, until the server has stopped.
 */
final class StopSignal {
  private final CompletableFuture<Void> asked = new CompletableFuture<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  /** Holds the end of the process until {@link #stopped}, but no longer than the limit. */
  void arm(Duration limit, PrintWriter err) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> hold(limit, err), "stop"));
  }

  void hold(Duration limit, PrintWriter err) {
    asked.complete(null);
    try {
      stopped.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException late) {
      err.println(
          "gumleaf: not stopped after "
              + limit.toSeconds()
              + " s, ending anyway; what was acknowledged is safe");
      err.flush();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /** Completes when the process was asked to stop. */
  CompletionStage<Void> asked() {
    return asked;
  }

  /** Lets the process end. */
  void stopped() {
    stopped.complete(null);
  }
}
