package dev.gumleaf.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A started server: what to stop, in the reverse order of starting. */
final class Running implements RunningServer {
  private static final Logger LOG = LoggerFactory.getLogger(Running.class);

  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final CompletableFuture<String> failure = new CompletableFuture<>();
  private final Duration stopTimeout;
  private String url = "";

  Running(Duration stopTimeout) {
    this.stopTimeout = stopTimeout;
  }

  void closing(Runnable close) {
    closing.push(close);
  }

  void listensOn(String host, int port) {
    url = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    LOG.atInfo().addKeyValue("event", "started").addKeyValue("url", url).log("listening");
  }

  /** Called when going on makes no sense, because nothing more can be written or derived. */
  void fail(String what, Throwable reason) {
    LOG.atError().addKeyValue("event", "failed").setCause(reason).log(what);
    failure.complete(
        what
            + " ("
            + reason.getMessage()
            + "); nothing that was acknowledged is lost. Check disk and memory, then start again");
  }

  /** Called when the files of the embedded store are not there any more. */
  void failWithoutFiles() {
    LOG.atError().addKeyValue("event", "files_gone").log("the data files were removed or replaced");
    failure.complete(
        "the files in the data directory were removed or replaced while the server ran; what was"
            + " acknowledged since then is lost. Put them back from a backup, then start again");
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public CompletionStage<String> failure() {
    return failure;
  }

  @Override
  public void close() {
    LOG.atInfo()
        .addKeyValue("event", "stopping")
        .addKeyValue("timeout_seconds", stopTimeout.toSeconds())
        .log("stopping");
    while (!closing.isEmpty()) {
      try {
        closing.pop().run();
      } catch (RuntimeException e) {
        // The others still have to be stopped.
        LOG.atWarn().addKeyValue("event", "stop_failed").setCause(e).log("a part did not stop");
      }
    }
    LOG.atInfo().addKeyValue("event", "stopped").log("stopped");
  }
}
