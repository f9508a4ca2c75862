package dev.gumleaf.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.RawClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The room alone: a real server on a free port, with a few endpoints and a time that stands still.
 */
final class LocalServer implements AutoCloseable {
  static final String SECRET_KEY = "sk_local";
  static final int LARGE_BYTES = 1 << 20;

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger sweeps = new AtomicInteger();

  /** What the listener was told, such as {@code GET /large 200}. */
  final Queue<String> replied = new ConcurrentLinkedQueue<>();

  final Queue<String> refusedConnections = new ConcurrentLinkedQueue<>();

  /** The exchanges of {@code /hang}, which nobody answers. */
  final Queue<Endpoint.Responder> hanging = new ConcurrentLinkedQueue<>();

  /** The replies of {@code /live} that were made. */
  final Queue<TestReply> live = new ConcurrentLinkedQueue<>();

  final AtomicInteger largeCalls = new AtomicInteger();
  private final HttpServer server;
  private volatile boolean stopped;

  private LocalServer(HttpConfig config, RateLimits.Quota perKey, RateLimits.Quota perAddress) {
    server =
        new HttpServer(
            config,
            endpoints(),
            key -> key.equals(SECRET_KEY) ? Optional.of(new WorkspaceId(1)) : Optional.empty(),
            new RateLimits(perKey, perAddress, nanos::get),
            InstantSource.system(),
            this::nanoTime,
            new RequestIds(InstantSource.system(), Random::new),
            new Listener());
    server.start();
  }

  static LocalServer start() {
    return start(HttpConfig.local());
  }

  static LocalServer start(HttpConfig config) {
    return start(config, RateLimits.Quota.NONE, RateLimits.Quota.NONE);
  }

  static LocalServer start(
      HttpConfig config, RateLimits.Quota perKey, RateLimits.Quota perAddress) {
    return new LocalServer(config, perKey, perAddress);
  }

  /** The defaults but for the connections, on one loop, so that one sweep sees all of them. */
  static HttpConfig with(ConnectionLimits limits) {
    HttpConfig local = HttpConfig.local();
    return new HttpConfig(
        local.host(), 0, local.bodyBytesMax(), local.headerBytesMax(), limits, List.of(), 1);
  }

  private List<EndpointEntry> endpoints() {
    Endpoint.Blocking echo = request -> new Response(200, "text/plain", request.body(), Map.of());
    Endpoint.Async hang = (request, responder) -> hanging.add(responder);
    Endpoint.Streaming liveReply =
        request -> {
          if (request.query("refuse").isPresent()) {
            throw new ApiException(ErrorCode.CONFLICT, "not this one");
          }
          TestReply reply = new TestReply();
          live.add(reply);
          return reply;
        };
    Endpoint.Blocking fail =
        request -> {
          throw new IllegalStateException("a bug, on purpose");
        };
    Endpoint.Blocking large =
        request -> {
          largeCalls.incrementAndGet();
          return Response.json(200, new byte[LARGE_BYTES]);
        };
    return List.of(
        new EndpointEntry(Method.POST, "/echo", Access.OPEN, echo),
        new EndpointEntry(Method.GET, "/echo", Access.OPEN, echo),
        new EndpointEntry(
            Method.GET,
            "/things/{name}",
            Access.OPEN,
            (Endpoint.Blocking) request -> Response.json(200, request.parameter("name"))),
        new EndpointEntry(
            Method.GET, "/none", Access.OPEN, (Endpoint.Blocking) request -> Response.noContent()),
        new EndpointEntry(Method.POST, "/in/{key}", Access.INGEST, echo),
        new EndpointEntry(Method.POST, "/in/{key}/fail", Access.INGEST, fail),
        new EndpointEntry(Method.GET, "/secret", Access.SECRET_KEY, echo),
        new EndpointEntry(
            Method.GET,
            "/address",
            Access.OPEN,
            (Endpoint.Blocking) request -> Response.json(200, String.valueOf(request.address()))),
        new EndpointEntry(Method.GET, "/fail", Access.OPEN, fail),
        new EndpointEntry(Method.GET, "/hang", Access.OPEN, hang),
        new EndpointEntry(Method.GET, "/live", Access.OPEN, liveReply),
        new EndpointEntry(Method.GET, "/large", Access.OPEN, large));
  }

  private long nanoTime() {
    boolean sweeping =
        StackWalker.getInstance()
            .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("sweep")));
    if (sweeping) {
      sweeps.incrementAndGet();
    }
    return nanos.get();
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** Waits until the only loop has read what was sent before and looked for what is late. */
  void awaitSweep() {
    int before = sweeps.get();
    Await.until(() -> sweeps.get() >= before + 2);
  }

  RawClient connect() {
    return RawClient.connect(server.port());
  }

  /** One request on a connection of its own. */
  RawClient.Reply send(String request) {
    try (RawClient client = connect()) {
      return client.send(request.getBytes(US_ASCII)).reply();
    }
  }

  int port() {
    return server.port();
  }

  int openConnections() {
    return server.openConnections();
  }

  void stop(Duration atMost) {
    stopped = true;
    server.stop(atMost);
  }

  @Override
  public void close() {
    if (!stopped) {
      server.stop(Duration.ZERO);
    }
  }

  private final class Listener implements HttpListener {
    @Override
    public void replied(String endpoint, int status, long taken) {
      replied.add(endpoint + " " + status);
    }

    @Override
    public void connectionRefused(String limit) {
      refusedConnections.add(limit);
    }
  }
}
