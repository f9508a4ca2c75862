package dev.gumleaf.http;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import io.netty.channel.ChannelFuture;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches the connections of one event loop, so that none is held by a client that dribbles, sleeps
 * or does not read.
 */
final class Connections {
  static final Duration SWEEP_EVERY = Duration.ofSeconds(1);

  /**
   * How long a client may go on sending behind a reply that ends its connection. A connection that
   * is closed with unread bytes is reset, and the reset can overtake the reply.
   */
  private static final Duration LINGER = Duration.ofSeconds(5);

  private static final double NANOS_PER_SECOND = 1e9;

  private static final class Watched {
    private final String client;
    private final List<Exchange> underWay = new ArrayList<>(1);
    private long waitingSince;
    private boolean hadRequest;
    private boolean ending;
    private Future<Void> lastReply = Future.succeededFuture();

    Watched(String client, long now) {
      this.client = client;
      waitingSince = now;
    }
  }

  private final ConnectionLimits limits;
  private final OpenConnections counted;
  private final HttpListener listener;
  private final LongSupplier nanoTime;
  private final Map<HttpConnection, Watched> open = new HashMap<>();

  Connections(
      ConnectionLimits limits,
      OpenConnections counted,
      HttpListener listener,
      LongSupplier nanoTime) {
    this.limits = limits;
    this.counted = counted;
    this.listener = listener;
    this.nanoTime = nanoTime;
  }

  void opened(HttpConnection connection) {
    String peer = connection.remoteAddress().hostAddress();
    String client = counted.client(peer == null ? "0.0.0.0" : peer);
    Optional<OpenConnections.Limit> exceeded = counted.enter(client);
    if (exceeded.isPresent()) {
      // Counted first, so that whoever sees the end finds it counted.
      listener.connectionRefused(exceeded.get().word());
      // No reply: it would hold the place until the client has sent a request.
      connection.close();
      return;
    }
    open.put(connection, new Watched(client, nanoTime.getAsLong()));
    connection.closeHandler(closed -> closed(connection));
  }

  private void closed(HttpConnection connection) {
    Watched watched = open.remove(connection);
    if (watched != null) {
      counted.leave(watched.client);
      List.copyOf(watched.underWay).forEach(Exchange::abandon);
    }
  }

  void begun(Exchange exchange) {
    Watched watched = find(exchange);
    if (watched != null) {
      watched.hadRequest = true;
      watched.underWay.add(exchange);
    }
  }

  /**
   * Notes that an exchange has its reply.
   *
   * @param written completes when nothing of the reply is in our memory any more
   */
  void ended(Exchange exchange, Future<Void> written) {
    Watched watched = find(exchange);
    if (watched != null) {
      watched.underWay.remove(exchange);
      watched.waitingSince = nanoTime.getAsLong();
      watched.lastReply = written;
      watched.ending |= exchange.closes();
    }
  }

  private @Nullable Watched find(Exchange exchange) {
    return open.get(exchange.request().connection());
  }

  /** Cuts off what is late. */
  void sweep() {
    long now = nanoTime.getAsLong();
    List<HttpConnection> late = new ArrayList<>();
    open.forEach((connection, watched) -> {
      if (watched.underWay.isEmpty()) {
        if (now - watched.waitingSince > patience(watched).toNanos()) {
          late.add(connection);
        }
      } else {
        watched.underWay.forEach(exchange -> failIfSlow(exchange, now));
        if (watched.underWay.stream().anyMatch(each -> each.isStuck(now, limits.writeTimeout()))) {
          late.add(connection);
        }
      }
    });
    late.forEach(Connections::cut);
  }

  private Duration patience(Watched watched) {
    if (!watched.lastReply.isComplete()) {
      return limits.writeTimeout();
    }
    if (watched.ending) {
      return LINGER;
    }
    return watched.hadRequest ? limits.idleTimeout() : limits.headerTimeout();
  }

  private void failIfSlow(Exchange exchange, long now) {
    if (!exchange.request().isEnded() && isSlow(exchange, now - exchange.startNanos())) {
      exchange.closeAfterwards();
      exchange.fail(new ApiException(ErrorCode.REQUEST_TIMEOUT, "the body comes too slowly"));
    }
  }

  private boolean isSlow(Exchange exchange, long nanos) {
    double least = (double) limits.bodyBytesPerSecondMin() * (double) nanos / NANOS_PER_SECOND;
    boolean dribbles =
        nanos > limits.bodyGrace().toNanos() && (double) exchange.request().bytesRead() < least;
    return dribbles || nanos > limits.bodyTimeout().toNanos();
  }

  /** Unlike {@code close()}, does not wait until the client has taken what is not yet written. */
  private static void cut(HttpConnection connection) {
    ChannelFuture _ = ((HttpServerConnection) connection).channelHandlerContext().close();
  }
}
