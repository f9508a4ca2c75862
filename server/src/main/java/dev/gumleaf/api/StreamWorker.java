package dev.gumleaf.api;

import dev.gumleaf.http.LiveReply;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Database;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that keeps live streams up with the feed of changes. It looks at the database a few
 * times a second while anybody follows, because another node may have written, and reads once for
 * all streams of a workspace that are at one place.
 */
public final class StreamWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamWorker.class);

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  /** How long a database gets to recover before it is asked again. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** Changes read at once. */
  private static final int PIECE_CHANGES = 200;

  private final ChangeFeed feed;
  private final StreamLimits limits;
  private final LongSupplier nanoTime;
  private final Set<FeedStream> streams = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private final Map<WorkspaceId, Integer> openByWorkspace = new ConcurrentHashMap<>();
  private final Semaphore wakeUps = new Semaphore(0);
  private final FeedStream.Owner owner = new Owner();
  private final Thread thread;
  private volatile boolean closing;

  /** A worker that does not run yet. */
  public StreamWorker(Database database, StreamLimits limits, LongSupplier nanoTime) {
    this.feed = new ChangeFeed(database);
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.thread = Thread.ofPlatform().name("streams").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** How many streams are open. */
  public int openStreams() {
    return open.get();
  }

  ChangeFeed feed() {
    return feed;
  }

  /**
   * Makes a stream, which is followed as soon as its reply begins.
   *
   * @param after the key behind which it begins; null for what changes from now on
   * @throws ApiException TOO_MANY_STREAMS or OVERLOADED
   */
  LiveReply open(
      WorkspaceId workspace, FeedFilter filter, @Nullable Long after, BooleanSupplier allowed) {
    enter(workspace);
    try {
      long position = after == null ? feed.newest() : after;
      feed.settle(after == null ? position : 0);
      FeedStream stream = new FeedStream(workspace, filter, position, allowed, owner, feed::settle);
      stream.startedAt(nanoTime.getAsLong());
      streams.add(stream);
      wakeUps.release();
      return stream;
    } catch (RuntimeException e) {
      leave(workspace);
      throw e;
    }
  }

  private void enter(WorkspaceId workspace) {
    if (open.incrementAndGet() > limits.max()) {
      open.decrementAndGet();
      throw new ApiException(
          ErrorCode.OVERLOADED, "the server has its " + limits.max() + " streams");
    }
    if (openByWorkspace.merge(workspace, 1, Integer::sum) > limits.perWorkspaceMax()) {
      leave(workspace);
      throw new ApiException(
          ErrorCode.TOO_MANY_STREAMS,
          "the workspace has its " + limits.perWorkspaceMax() + " streams; end one of them");
    }
  }

  private void leave(WorkspaceId workspace) {
    open.decrementAndGet();
    openByWorkspace.computeIfPresent(workspace, (same, count) -> count == 1 ? null : count - 1);
  }

  private final class Owner implements FeedStream.Owner {
    @Override
    public void ready() {
      wakeUps.release();
    }

    @Override
    public void ended(FeedStream stream) {
      if (streams.remove(stream)) {
        leave(stream.workspace());
      }
    }
  }

  private void run() {
    try {
      while (!closing) {
        boolean _ = wakeUps.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        wakeUps.drainPermits();
        roundOrRest();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void roundOrRest() throws InterruptedException {
    try {
      round();
    } catch (RuntimeException e) {
      // Whatever it was, the streams are not to blame, and go on from where they are.
      LOG.atWarn()
          .addKeyValue("event", "streams_wait")
          .setCause(e)
          .log("the feed of changes could not be read; trying again");
      TimeUnit.MILLISECONDS.sleep(RETRY_AFTER.toMillis());
    }
  }

  /** Where some streams are. */
  private record Place(WorkspaceId workspace, long position) {}

  private void round() {
    List<FeedStream> ready = streams.stream().filter(FeedStream::isReady).toList();
    if (ready.isEmpty()) {
      return;
    }
    long newest = feed.newest();
    long now = nanoTime.getAsLong();
    Map<Place, ChangeFeed.Piece> pieces = new HashMap<>();
    for (FeedStream stream : ready) {
      if (stream.position() == newest) {
        stream.beat(limits.heartbeat(), now);
      } else {
        ChangeFeed.Piece piece =
            pieces.computeIfAbsent(
                new Place(stream.workspace(), stream.position()),
                place -> feed.read(place.workspace(), place.position(), PIECE_CHANGES));
        send(stream, piece, now);
      }
    }
  }

  private void send(FeedStream stream, ChangeFeed.Piece piece, long now) {
    AccountId account = stream.account();
    AccountId shownAs =
        account == null || piece.items().isEmpty()
            ? null
            : feed.shownAs(stream.workspace(), account).orElse(null);
    stream.send(piece, shownAs, now);
    if (piece.more()) {
      wakeUps.release();
    }
    stream.beat(limits.heartbeat(), now);
  }

  /** Stops to send; whoever serves the streams ends them. */
  @Override
  public void close() {
    closing = true;
    wakeUps.release();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
