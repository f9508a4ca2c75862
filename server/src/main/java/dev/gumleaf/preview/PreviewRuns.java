package dev.gumleaf.preview;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.StorageFailure;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The previews of this node: a few run at a time, a few wait, and what they found is kept for some
 * minutes, in memory only. Thread-safe.
 */
public final class PreviewRuns implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PreviewRuns.class);

  private static final String CANCELLED =
      "the preview was ended before it found anything; ask again";

  private final PreviewLimits limits;
  private final Executor threads;
  private final Supplier<String> newId;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Map<String, PreviewRun> runs = new LinkedHashMap<>();
  private final Deque<PreviewRun> waiting = new ArrayDeque<>();
  private int underWay;
  private boolean closed;

  /**
   * Without any run yet.
   *
   * @param threads gives each run that begins a thread
   * @param newId gives a text that nobody guesses
   */
  public PreviewRuns(
      PreviewLimits limits,
      Executor threads,
      Supplier<String> newId,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.limits = limits;
    this.threads = threads;
    this.newId = newId;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  public PreviewLimits limits() {
    return limits;
  }

  /**
   * Begins a run, or lets it wait for its turn.
   *
   * @throws ApiException OVERLOADED if enough are waiting
   */
  public synchronized PreviewRun start(WorkspaceId workspace, Preview preview) {
    if (closed) {
      throw new ApiException(ErrorCode.STOPPING, "the server is stopping");
    }
    if (waiting.size() >= limits.waiting()) {
      throw new ApiException(
          ErrorCode.OVERLOADED, "%d previews are waiting already".formatted(waiting.size()));
    }
    tidy();
    PreviewRun run =
        new PreviewRun(
            "prev_" + newId.get(),
            workspace,
            preview,
            clock.instant(),
            new RunWatch(limits, nanoTime));
    runs.put(run.id(), run);
    waiting.add(run);
    beginNext();
    return run;
  }

  private void beginNext() {
    while (underWay < limits.atOnce() && !waiting.isEmpty()) {
      PreviewRun next = waiting.remove();
      underWay++;
      next.begin();
      threads.execute(() -> run(next));
    }
  }

  private void run(PreviewRun run) {
    PreviewRun.State last = outcome(run);
    synchronized (this) {
      underWay--;
      beginNext();
    }
    run.end(last);
  }

  private PreviewRun.State outcome(PreviewRun run) {
    try {
      PreviewResult result = run.preview().run(run.watch());
      run.watch().finish();
      return new PreviewRun.State.Done(result, clock.instant());
    } catch (ApiException e) {
      return failed(e.code(), e.detail());
    } catch (CancellationException e) {
      return failed(ErrorCode.OVERLOADED, CANCELLED);
    } catch (StorageFailure e) {
      return failed(ErrorCode.STORAGE_FAILED, "the storage failed; try again");
    } catch (RuntimeException e) {
      if (run.watch().isCancelled()) {
        return failed(ErrorCode.OVERLOADED, CANCELLED);
      }
      LOG.atError().addKeyValue("event", "preview_failed").setCause(e).log("a preview met a bug");
      return failed(ErrorCode.INTERNAL, "the preview failed; the log says why");
    }
  }

  private PreviewRun.State failed(ErrorCode code, String detail) {
    return new PreviewRun.State.Failed(code, detail, clock.instant());
  }

  /** A run of a workspace, unless it is forgotten. */
  public synchronized Optional<PreviewRun> find(WorkspaceId workspace, String id) {
    tidy();
    return Optional.ofNullable(runs.get(id)).filter(run -> run.workspace().equals(workspace));
  }

  /** Ends a run if it is under way, and forgets it; false when there is none. */
  public synchronized boolean cancel(WorkspaceId workspace, String id) {
    Optional<PreviewRun> found = find(workspace, id);
    found.ifPresent(this::drop);
    return found.isPresent();
  }

  /**
   * Ends and forgets all runs of a workspace; somebody who is in what they found may have to go.
   */
  public synchronized void forget(WorkspaceId workspace) {
    List<PreviewRun> all = new ArrayList<>(runs.values());
    all.stream().filter(run -> run.workspace().equals(workspace)).forEach(this::drop);
  }

  private void drop(PreviewRun run) {
    run.watch().cancel();
    runs.remove(run.id());
    if (waiting.remove(run)) {
      run.end(failed(ErrorCode.OVERLOADED, CANCELLED));
    }
  }

  private void tidy() {
    Instant oldest = clock.instant().minus(limits.keptFor());
    runs.values().removeIf(run -> isEndedBefore(run, oldest));
    long tooMany =
        runs.values().stream().filter(run -> run.endedAt() != null).count() - limits.kept();
    List<String> first =
        runs.values().stream()
            .filter(run -> run.endedAt() != null)
            .limit(Math.max(0, tooMany))
            .map(PreviewRun::id)
            .toList();
    first.forEach(runs::remove);
  }

  private static boolean isEndedBefore(PreviewRun run, Instant time) {
    Instant ended = run.endedAt();
    return ended != null && ended.isBefore(time);
  }

  /** Ends all runs; none begins any more. */
  @Override
  public synchronized void close() {
    closed = true;
    List.copyOf(runs.values()).forEach(this::drop);
  }
}
