package dev.gumleaf.http;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Listens, and hands each request to its endpoint. Asynchronous endpoints run on the event loops,
 * blocking ones on virtual threads.
 */
public final class HttpServer {
  static {
    // Nothing here is a WebSocket. Without them Vert.x does less for each request, and leaves it to
    // us to refuse HTTP versions that nobody has heard of.
    System.setProperty("vertx.disableWebsockets", "true");
  }

  /** How long the sockets and threads may take to close, which they do at once unless stuck. */
  private static final Duration CLOSE_MAX = Duration.ofSeconds(1);

  private final HttpConfig config;
  private final Shared shared;
  private final Vertx vertx;
  private final List<io.vertx.core.http.HttpServer> listening = new CopyOnWriteArrayList<>();

  /** What all event loops use. */
  record Shared(
      HttpConfig config,
      Endpoints endpoints,
      Authenticator authenticator,
      RateLimits rateLimits,
      ClientAddress addresses,
      OpenConnections openConnections,
      OpenReplies openReplies,
      InstantSource clock,
      LongSupplier nanoTime,
      Supplier<String> requestIds,
      HttpListener listener,
      ExecutorService blocking,
      StopSign stopSign) {}

  /** Turned once, when the server is to stop. */
  static final class StopSign {
    private volatile boolean shown;

    boolean isShown() {
      return shown;
    }
  }

  public HttpServer(
      HttpConfig config,
      List<EndpointEntry> endpoints,
      Authenticator authenticator,
      RateLimits rateLimits,
      InstantSource clock,
      LongSupplier nanoTime,
      Supplier<String> requestIds,
      HttpListener listener) {
    this.config = config;
    ClientAddress addresses = new ClientAddress(config.trustedProxies());
    this.shared =
        new Shared(
            config,
            new Endpoints(endpoints),
            authenticator,
            rateLimits,
            addresses,
            new OpenConnections(config.connections(), addresses),
            new OpenReplies(),
            clock,
            nanoTime,
            requestIds,
            listener,
            Executors.newVirtualThreadPerTaskExecutor(),
            new StopSign());
    VertxOptions options = new VertxOptions().setPreferNativeTransport(true);
    if (config.eventLoops() > 0) {
      options.setEventLoopPoolSize(config.eventLoops());
    }
    this.vertx = Vertx.vertx(options);
  }

  /**
   * Starts to listen.
   *
   * @throws ListenException if the address cannot be listened on
   */
  public void start() {
    int loops =
        config.eventLoops() > 0 ? config.eventLoops() : Runtime.getRuntime().availableProcessors();
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxHeaderSize(config.headerBytesMax())
            .setMaxInitialLineLength(config.headerBytesMax())
            .setHttp2ClearTextEnabled(false)
            .setHandle100ContinueAutomatically(false)
            .setTcpNoDelay(true)
            .setReuseAddress(true);
    deploy(options, loops);
  }

  private void deploy(HttpServerOptions options, int loops) {
    Supplier<Deployable> loop = () -> new EventLoop(shared, options, listening::add);
    Future<String> deployed =
        vertx.deployVerticle(loop, new DeploymentOptions().setInstances(loops));
    try {
      deployed.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      // await() throws a time-out, or whatever the bind threw, checked exceptions as well.
      throw new ListenException(config.host(), config.port(), e);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return listening.getFirst().actualPort();
  }

  /** How many connections are open. */
  public int openConnections() {
    return shared.openConnections().total();
  }

  /**
   * Refuses new connections and requests, ends live replies, lets the requests under way finish for
   * at most so long, then closes.
   */
  public void stop(Duration atMost) {
    shared.stopSign().shown = true;
    shared.openReplies().endAll();
    await(
        Future.join(listening.stream().map(server -> server.shutdown(atMost)).toList()),
        atMost.plus(CLOSE_MAX));
    await(vertx.close(), CLOSE_MAX);
    shared.blocking().shutdown();
  }

  private static void await(Future<?> closed, Duration atMost) {
    try {
      closed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // The process ends anyway; what is still open is cut off with it.
    }
  }

  /** The address is taken or not ours. */
  public static final class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListenException(String host, int port, Exception cause) {
      super("cannot listen on " + host + ":" + port + ": " + cause.getMessage(), cause);
    }
  }
}
