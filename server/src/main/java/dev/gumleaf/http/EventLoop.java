package dev.gumleaf.http;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.http.HttpServer.Shared;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of the server that runs on one event loop. Everything here is on that loop's thread. */
final class EventLoop extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  private static final String BEARER = "Bearer ";
  private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");

  private final Shared shared;
  private final HttpServerOptions options;
  private final Consumer<HttpServer> onListening;
  private @Nullable LoopExecutor loop;
  private @Nullable Connections connections;

  EventLoop(Shared shared, HttpServerOptions options, Consumer<HttpServer> onListening) {
    this.shared = shared;
    this.options = options;
    this.onListening = onListening;
  }

  @Override
  public Future<?> start() {
    loop = new LoopExecutor(context);
    Connections watched =
        new Connections(
            shared.config().connections(),
            shared.openConnections(),
            shared.listener(),
            shared.nanoTime());
    connections = watched;
    vertx.setPeriodic(Connections.SWEEP_EVERY.toMillis(), timer -> watched.sweep());
    return vertx
        .createHttpServer(options)
        .connectionHandler(watched::opened)
        .invalidRequestHandler(Refusal::invalid)
        .requestHandler(this::handle)
        .listen(address(shared.config()))
        .onSuccess(onListening::accept);
  }

  /** With port zero each loop would find a free port of its own. */
  private static SocketAddress address(HttpConfig config) {
    return config.port() == 0
        ? SocketAddress.sharedRandomPort(1, config.host())
        : SocketAddress.inetSocketAddress(config.port(), config.host());
  }

  private void handle(HttpServerRequest request) {
    Exchange exchange = new Exchange(request, requireNonNull(loop), shared, this::replied);
    requireNonNull(connections).begun(exchange);
    try {
      route(exchange);
    } catch (ApiException e) {
      BodyReader.discard(exchange, () -> exchange.fail(e));
    } catch (RuntimeException bug) {
      failed(exchange, bug);
    }
  }

  private void replied(Exchange exchange, int status, Future<Void> written) {
    requireNonNull(connections).ended(exchange, written);
    shared
        .listener()
        .replied(
            exchange.endpoint(), status, shared.nanoTime().getAsLong() - exchange.startNanos());
  }

  private static void failed(Exchange exchange, Exception bug) {
    LOG.atError()
        .addKeyValue("event", "request_failed")
        .addKeyValue("request_id", exchange.requestId())
        .setCause(bug)
        .log("an endpoint failed");
    exchange.failInternally();
  }

  private void route(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    String path = Optional.ofNullable(request.path()).orElse("/");
    if (shared.stopSign().isShown()) {
      throw new ApiException(ErrorCode.STOPPING, "the server is stopping");
    }
    Map<Method, EndpointEntry> there = shared.endpoints().at(path);
    boolean open = there.values().stream().anyMatch(entry -> entry.access() == Access.INGEST);
    if (open) {
      exchange.openToAnyOrigin();
    }
    Method method = method(request, there);
    if (method == Method.OPTIONS && open) {
      BodyReader.discard(exchange, () -> exchange.send(Preflight.reply(there)));
      return;
    }
    Endpoints.Match match = shared.endpoints().match(method, path);
    exchange.at(match.entry());
    Instant receivedAt = shared.clock().instant();
    WorkspaceId workspace = workspace(match.entry(), request);
    String address = address(request);
    if (match.entry().access() == Access.INGEST) {
      limitRate(exchange, match, address);
    }
    BodyReader.read(
        exchange,
        shared.config().bodyBytesMax(),
        body ->
            call(
                exchange,
                match,
                new Request(
                    method,
                    path,
                    match.parameters(),
                    query(request),
                    new LazyHeaders(request.headers()),
                    body,
                    address,
                    exchange.requestId(),
                    receivedAt,
                    workspace)));
  }

  private static Method method(HttpServerRequest request, Map<Method, EndpointEntry> there) {
    String name = request.method().name();
    return switch (name) {
      case "HEAD", "GET" -> Method.GET;
      case "POST" -> Method.POST;
      case "PUT" -> Method.PUT;
      case "PATCH" -> Method.PATCH;
      case "DELETE" -> Method.DELETE;
      case "OPTIONS" -> Method.OPTIONS;
      default ->
          throw new ApiException(
              ErrorCode.METHOD_NOT_ALLOWED, "this path takes " + Endpoints.allowed(there));
    };
  }

  private @Nullable WorkspaceId workspace(EndpointEntry entry, HttpServerRequest request) {
    if (entry.access() != Access.SECRET_KEY) {
      return null;
    }
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw new ApiException(
          ErrorCode.UNAUTHORIZED, "send a secret key: Authorization: Bearer sk_…");
    }
    return shared
        .authenticator()
        .findWorkspace(authorization.substring(BEARER.length()).strip())
        .orElseThrow(() ->
            new ApiException(ErrorCode.UNAUTHORIZED, "the secret key is unknown or disabled"));
  }

  private String address(HttpServerRequest request) {
    String peer = request.remoteAddress().hostAddress();
    String client = peer == null ? "0.0.0.0" : peer;
    // A proxy may add a line of its own instead of adding to what a client sent.
    return request.headers().contains(FORWARDED_FOR)
        ? shared.addresses().find(client, String.join(",", request.headers().getAll(FORWARDED_FOR)))
        : client;
  }

  private void limitRate(Exchange exchange, Endpoints.Match match, String address) {
    RateLimits.Verdict verdict = shared.rateLimits().take(match.parameters().get("key"), address);
    exchange.alsoSend(verdict.headers());
    verdict
        .refusal()
        .ifPresent(refusal -> {
          throw refusal;
        });
  }

  private static Map<String, String> query(HttpServerRequest request) {
    String query = request.query();
    if (query == null || query.isEmpty()) {
      return Map.of();
    }
    Map<String, String> parameters = new HashMap<>();
    request.params().forEach(parameters::put);
    return parameters;
  }

  private void call(Exchange exchange, Endpoints.Match match, Request request) {
    switch (match.entry().endpoint()) {
      case Endpoint.Async endpoint -> {
        try {
          endpoint.handle(request, exchange);
        } catch (ApiException e) {
          exchange.fail(e);
        } catch (RuntimeException bug) {
          failed(exchange, bug);
        }
      }
      case Endpoint.Blocking endpoint ->
          shared.blocking().execute(() -> callBlocking(exchange, endpoint, request));
    }
  }

  @SuppressWarnings("CatchingUnchecked") // whatever an endpoint throws, its client gets an answer
  private static void callBlocking(Exchange exchange, Endpoint.Blocking endpoint, Request request) {
    try {
      exchange.send(endpoint.handle(request));
    } catch (ApiException e) {
      exchange.fail(e);
    } catch (Exception bug) {
      failed(exchange, bug);
    }
  }
}
