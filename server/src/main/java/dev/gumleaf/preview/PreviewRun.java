package dev.gumleaf.preview;

import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of a preview, from when it was asked for until it is forgotten. Thread-safe. */
public final class PreviewRun {
  private final String id;
  private final WorkspaceId workspace;
  private final Preview preview;
  private final Instant createdAt;
  private final RunWatch watch;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile State state = new State.Waiting();

  PreviewRun(String id, WorkspaceId workspace, Preview preview, Instant createdAt, RunWatch watch) {
    this.id = id;
    this.workspace = workspace;
    this.preview = preview;
    this.createdAt = createdAt;
    this.watch = watch;
  }

  /** How it stands. */
  public sealed interface State {
    /** The word on the wire. */
    String word();

    /** It waits for its turn. */
    record Waiting() implements State {
      @Override
      public String word() {
        return "waiting";
      }
    }

    /** It is under way. */
    record Running() implements State {
      @Override
      public String word() {
        return "running";
      }
    }

    /** It came to its end. */
    record Done(PreviewResult result, Instant at) implements State {
      @Override
      public String word() {
        return "done";
      }
    }

    /** It was given up. */
    record Failed(ErrorCode code, String detail, Instant at) implements State {
      @Override
      public String word() {
        return "failed";
      }
    }
  }

  public String id() {
    return id;
  }

  public String kind() {
    return preview.kind();
  }

  public Instant createdAt() {
    return createdAt;
  }

  public RunWatch watch() {
    return watch;
  }

  public State state() {
    return state;
  }

  WorkspaceId workspace() {
    return workspace;
  }

  Preview preview() {
    return preview;
  }

  /** When it ended; null while it goes on. */
  @Nullable Instant endedAt() {
    return switch (state) {
      case State.Waiting _, State.Running _ -> null;
      case State.Done done -> done.at();
      case State.Failed failed -> failed.at();
    };
  }

  void begin() {
    state = new State.Running();
  }

  void end(State last) {
    state = last;
    ended.countDown();
  }

  /** Waits until it ended, or for so long. */
  public void await(Duration patience) throws InterruptedException {
    boolean _ = ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }
}
