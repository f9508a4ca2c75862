package dev.gumleaf.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.http.LiveBody;
import dev.gumleaf.http.LiveReply;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.ChangePage;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One client that follows a workspace, in the form of Server-Sent Events (WHATWG HTML, 9.2). What
 * it has not been sent is in the database and nowhere else, so a slow one costs no memory.
 */
final class FeedStream implements LiveReply {
  /** A piece is sent when it has this many bytes, so that slow clients hold little. */
  private static final int PIECE_BYTES = 32 << 10;

  /** How long a browser waits before it comes again, in milliseconds. */
  private static final int RETRY_MILLIS = 3_000;

  private final WorkspaceId workspace;
  private final FeedFilter filter;
  private final BooleanSupplier allowed;
  private final Owner owner;
  private final LongConsumer settle;
  private volatile @Nullable LiveBody body;
  private long position;
  private long sentAt;

  /** Is told of what happens to a stream, by its event loop. */
  interface Owner {
    /** It takes more. */
    void ready();

    void ended(FeedStream stream);
  }

  /**
   * A stream that has not begun.
   *
   * @param position the key behind which it goes on
   * @param allowed whether its key still works
   * @param settle makes what is to be told durable, up to a key
   */
  FeedStream(
      WorkspaceId workspace,
      FeedFilter filter,
      long position,
      BooleanSupplier allowed,
      Owner owner,
      LongConsumer settle) {
    this.workspace = workspace;
    this.filter = filter;
    this.position = position;
    this.allowed = allowed;
    this.owner = owner;
    this.settle = settle;
  }

  @Override
  public String contentType() {
    return "text/event-stream";
  }

  @Override
  public void begun(LiveBody begun) {
    // The id comes at once, so that whoever is cut off before the first event goes on from here.
    begun.send("retry: %d\nid: %d\n\n".formatted(RETRY_MILLIS, position).getBytes(UTF_8));
    body = begun;
  }

  @Override
  public void ready() {
    owner.ready();
  }

  @Override
  public void ended() {
    owner.ended(this);
  }

  WorkspaceId workspace() {
    return workspace;
  }

  long position() {
    return position;
  }

  @Nullable AccountId account() {
    return filter.account();
  }

  /** Whether it takes what there is for it; one that nobody may follow any more is ended. */
  boolean isReady() {
    LiveBody open = body;
    if (open == null) {
      return false;
    }
    if (!allowed.getAsBoolean()) {
      open.end();
      return false;
    }
    return open.isReady();
  }

  /** Sends what is wanted of a piece that begins at the position, as much of it as fits. */
  void send(ChangeFeed.Piece piece, @Nullable AccountId shownAs, long now) {
    StringBuilder events = new StringBuilder();
    ChangePage.Gap gap = piece.gap();
    if (gap != null) {
      events.append(
          "id: %1$d\nevent: gap\ndata: {\"after\":%2$d,\"kept_after\":%1$d}\n\n"
              .formatted(gap.keptAfter(), gap.after()));
    }
    long through = piece.through();
    for (ChangeFeed.Item item : piece.items()) {
      if (filter.wants(item, shownAs)) {
        events.append(
            "id: %d\nevent: %s\ndata: %s\n\n"
                .formatted(item.key(), item.kind().word(), item.json()));
        if (events.length() >= PIECE_BYTES) {
          through = item.key();
          break;
        }
      }
    }
    if (events.isEmpty() || send(events.toString(), through, now)) {
      position = through;
    }
  }

  /** Says that it is there, and how far it is, when it was silent for so long. */
  void beat(Duration silence, long now) {
    if (now - sentAt >= silence.toNanos()) {
      boolean _ = send(": still here\nid: %d\n\n".formatted(position), position, now);
    }
  }

  private boolean send(String events, long through, long now) {
    settle.accept(through);
    LiveBody open = body;
    if (open == null || !open.send(events.getBytes(UTF_8))) {
      return false;
    }
    sentAt = now;
    return true;
  }

  /** Counts the silence from here. */
  void startedAt(long now) {
    sentAt = now;
  }
}
