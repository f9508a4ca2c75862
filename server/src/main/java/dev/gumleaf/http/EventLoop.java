package dev.gumleaf.http;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.http.HttpServer.Shared;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.StorageFailure;
import dev.gumleaf.model.WorkspaceId;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
  private final Exchange.Progress progress = new Watching();
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
        .invalidRequestHandler(request -> Refusal.invalid(request, shared))
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
    if (request.version() == null || !hasItsHost(request)) {
      Refusal.invalid(request, shared);
      return;
    }
    Exchange exchange = new Exchange(request, requireNonNull(loop), shared, progress);
    requireNonNull(connections).begun(exchange);
    answer(exchange, () -> route(exchange));
  }

  /** RFC 9112, section 3.2: exactly one, and none only in requests of HTTP/1.0. */
  private static boolean hasItsHost(HttpServerRequest request) {
    int hosts = request.headers().getAll(HttpHeaders.HOST).size();
    return hosts == 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_0);
  }

  /** Whatever a step throws, its client gets an answer. */
  private static void answer(Exchange exchange, Runnable step) {
    try {
      step.run();
    } catch (ApiException e) {
      BodyReader.discard(exchange, () -> exchange.fail(e));
    } catch (RuntimeException bug) {
      failed(exchange, bug);
    }
  }

  private static void failed(Exchange exchange, Exception reason) {
    LOG.atError()
        .addKeyValue("event", "request_failed")
        .addKeyValue("request_id", exchange.requestId())
        .setCause(reason)
        .log("an endpoint failed");
    if (reason instanceof StorageFailure) {
      exchange.fail(new ApiException(ErrorCode.STORAGE_FAILED, "the storage does not answer"));
    } else {
      exchange.failInternally();
    }
  }

  private void route(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    String path = Optional.ofNullable(request.path()).orElse("/");
    Endpoints.Place place = shared.endpoints().find(path);
    if (place.openToAnyOrigin()) {
      exchange.openToAnyOrigin();
    }
    if (shared.stopSign().isShown()) {
      throw new ApiException(ErrorCode.STOPPING, "the server is stopping");
    }
    if (!place.exists()) {
      throw new ApiException(ErrorCode.NOT_FOUND, "no such path");
    }
    String method = request.method().name();
    if (method.equals("OPTIONS") && place.openToAnyOrigin()) {
      BodyReader.discard(exchange, () -> exchange.send(Preflight.reply(place)));
      return;
    }
    EndpointEntry entry = place.find(method).orElseThrow(() -> notAllowed(exchange, place));
    exchange.at(entry);
    Map<String, String> parameters = place.parameters();
    Instant receivedAt = shared.clock().instant();
    Map<String, List<String>> query = query(request);
    WorkspaceId workspace = workspace(entry, request);
    String address = address(request);
    if (entry.access() == Access.INGEST) {
      limitRate(exchange, parameters.get("key"), address);
    }
    BodyReader.read(
        exchange,
        shared.config().bodyBytesMax(),
        body ->
            call(
                exchange,
                entry.endpoint(),
                new Request(
                    entry.method(),
                    path,
                    parameters,
                    query,
                    new LazyHeaders(request.headers()),
                    body,
                    address,
                    exchange.requestId(),
                    receivedAt,
                    workspace)));
  }

  /** RFC 9110, section 15.5.6: the reply names the methods that the path takes. */
  private static ApiException notAllowed(Exchange exchange, Endpoints.Place place) {
    exchange.alsoSend(Map.of("Allow", place.allowed()));
    return new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "this path takes " + place.allowed());
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

  private void limitRate(Exchange exchange, @Nullable String key, String address) {
    RateLimits.Verdict verdict = shared.rateLimits().take(key, address);
    exchange.alsoSend(verdict.headers());
    verdict
        .refusal()
        .ifPresent(refusal -> {
          throw refusal;
        });
  }

  private static Map<String, List<String>> query(HttpServerRequest request) {
    String query = request.query();
    if (query == null || query.isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> parameters = new HashMap<>();
    try {
      request
          .params()
          .forEach((name, value) ->
              parameters.computeIfAbsent(name, first -> new ArrayList<>()).add(value));
    } catch (IllegalArgumentException e) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "the query has a broken percent escape");
    }
    return parameters;
  }

  private void call(Exchange exchange, Endpoint called, Request request) {
    switch (called) {
      case Endpoint.Async endpoint -> answer(exchange, () -> endpoint.handle(request, exchange));
      case Endpoint.Blocking endpoint ->
          shared
              .blocking()
              .execute(() -> callBlocking(exchange, () -> exchange.send(endpoint.handle(request))));
      case Endpoint.Streaming endpoint ->
          shared
              .blocking()
              .execute(
                  () -> callBlocking(exchange, () -> exchange.begin(endpoint.handle(request))));
    }
  }

  /** Calls an endpoint and hands on its answer. */
  private interface BlockingCall {
    void run() throws Exception;
  }

  @SuppressWarnings("CatchingUnchecked") // whatever an endpoint throws, its client gets an answer
  private static void callBlocking(Exchange exchange, BlockingCall call) {
    try {
      call.run();
    } catch (ApiException e) {
      exchange.fail(e);
    } catch (Exception bug) {
      // Whatever it is, the client is waiting and the loop goes on for the others.
      failed(exchange, bug);
    }
  }

  private final class Watching implements Exchange.Progress {
    @Override
    public void replied(Exchange exchange, int status) {
      shared
          .listener()
          .replied(
              exchange.endpoint(), status, shared.nanoTime().getAsLong() - exchange.startNanos());
    }

    @Override
    public void ended(Exchange exchange, Future<Void> written) {
      requireNonNull(connections).ended(exchange, written);
    }
  }
}
