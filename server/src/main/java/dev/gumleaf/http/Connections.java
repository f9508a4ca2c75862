package dev.gumleaf.http;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches the connections of one event loop, so that none is held by a client that dribbles or
 * sleeps. The deadlines are absolute: a byte now and then does not move them.
 */
final class Connections {
  static final Duration SWEEP_EVERY = Duration.ofSeconds(1);

  private static final class Watched {
    private long waitingSince;
    private boolean hadRequest;
    private final List<Exchange> underWay = new ArrayList<>(1);

    Watched(long now) {
      waitingSince = now;
    }
  }

  private final HttpConfig config;
  private final LongSupplier nanoTime;
  private final Map<HttpConnection, Watched> open = new HashMap<>();

  Connections(HttpConfig config, LongSupplier nanoTime) {
    this.config = config;
    this.nanoTime = nanoTime;
  }

  void opened(HttpConnection connection) {
    open.put(connection, new Watched(nanoTime.getAsLong()));
    connection.closeHandler(closed -> closed(connection));
  }

  private void closed(HttpConnection connection) {
    Watched watched = open.remove(connection);
    if (watched != null) {
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

  void ended(Exchange exchange) {
    Watched watched = find(exchange);
    if (watched != null) {
      watched.underWay.remove(exchange);
      watched.waitingSince = nanoTime.getAsLong();
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
      if (isLate(watched, now)) {
        late.add(connection);
      }
    });
    late.forEach(HttpConnection::close);
  }

  private boolean isLate(Watched watched, long now) {
    if (watched.underWay.isEmpty()) {
      Duration patience = watched.hadRequest ? config.idleTimeout() : config.headerTimeout();
      return now - watched.waitingSince > patience.toNanos();
    }
    return watched.underWay.stream()
        .anyMatch(exchange ->
            !exchange.request().isEnded()
                && now - exchange.startNanos() > config.bodyTimeout().toNanos());
  }
}
