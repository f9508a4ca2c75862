package dev.gumleaf.http;

import dev.gumleaf.http.Endpoint.Responder;
import dev.gumleaf.http.HttpServer.Shared;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One request on its way to its one reply. Answers may come from any thread. */
final class Exchange implements Responder {
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
  private static final CharSequence NOSNIFF_NAME =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence ANY_ORIGIN = HttpHeaders.createOptimized("*");

  /** Not sent, only counted; the number is the one nginx uses. */
  private static final int CLIENT_GONE = 499;

  private static final int HTTP_OK = 200;

  private final HttpServerRequest request;
  private final LoopExecutor loop;
  private final Shared shared;
  private final Progress progress;
  private final String requestId;
  private final long startNanos;
  private final AtomicBoolean answered = new AtomicBoolean();
  private String endpoint = "other";
  private boolean openToAnyOrigin;
  private boolean closes;
  private Map<String, String> more = Map.of();
  private @Nullable LiveExchange live;

  /** Is told how far an exchange has come. */
  interface Progress {
    /** The reply, or the head of a live one, was handed to the network. */
    void replied(Exchange exchange, int status);

    /**
     * The exchange is over.
     *
     * @param written completes when nothing of the reply is in our memory any more
     */
    void ended(Exchange exchange, Future<Void> written);
  }

  Exchange(HttpServerRequest request, LoopExecutor loop, Shared shared, Progress progress) {
    this.request = request;
    this.loop = loop;
    this.shared = shared;
    this.progress = progress;
    this.requestId = shared.requestIds().get();
    this.startNanos = shared.nanoTime().getAsLong();
  }

  String requestId() {
    return requestId;
  }

  HttpServerRequest request() {
    return request;
  }

  long startNanos() {
    return startNanos;
  }

  boolean isAnswered() {
    return answered.get();
  }

  /** Names the endpoint for metrics. */
  void at(EndpointEntry entry) {
    endpoint = entry.method() + " " + entry.template();
  }

  String endpoint() {
    return endpoint;
  }

  /** Lets pages of any origin read the reply. */
  void openToAnyOrigin() {
    openToAnyOrigin = true;
  }

  /** Ends the connection behind the reply, when what follows on it cannot be trusted. */
  void closeAfterwards() {
    closes = true;
  }

  /** Whether the connection ends behind the reply. */
  boolean closes() {
    return closes || shared.stopSign().isShown();
  }

  /** Adds headers to whatever the reply will be; they win over its own. */
  void alsoSend(Map<String, String> headers) {
    more = headers;
  }

  @Override
  public void fail(ApiException error) {
    send(ErrorResponses.of(error, requestId));
  }

  /** A bug: the reply says nothing about it but the id under which the log does. */
  void failInternally() {
    fail(new ApiException(ErrorCode.INTERNAL, "the server failed; its log names the request id"));
  }

  @Override
  public void send(Response response) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    loop.execute(() -> write(response));
  }

  /** Answers with a live reply. */
  void begin(LiveReply reply) {
    if (!answered.compareAndSet(false, true)) {
      loop.execute(reply::ended);
      return;
    }
    loop.execute(() -> open(reply));
  }

  private void open(LiveReply reply) {
    HttpServerResponse out = request.response();
    if (out.closed()) {
      gone();
      reply.ended();
    } else if (request.version() == HttpVersion.HTTP_1_0) {
      // Without chunks nobody could tell an end from a broken connection.
      write(
          ErrorResponses.of(
              new ApiException(ErrorCode.BAD_REQUEST, "a stream needs HTTP/1.1"), requestId));
      reply.ended();
    } else if (HttpMethod.HEAD.equals(request.method())) {
      write(live(reply));
      reply.ended();
    } else {
      LiveExchange begun =
          new LiveExchange(reply, out, loop, shared.nanoTime(), written -> ended(written));
      live = begun;
      shared.openReplies().enter(begun);
      out.setChunked(true);
      writeHead(out, live(reply));
      progress.replied(this, HTTP_OK);
      begun.begin();
      if (shared.stopSign().isShown()) {
        begun.end();
      }
    }
  }

  private static Response live(LiveReply reply) {
    // Such as nginx, which else gathers what comes.
    return new Response(
        HTTP_OK, reply.contentType(), new byte[0], Map.of("X-Accel-Buffering", "no"));
  }

  private void ended(Future<Void> written) {
    LiveExchange over = live;
    if (over != null) {
      shared.openReplies().leave(over);
    }
    if (closes()) {
      written.onComplete(done -> closeBehindRequest());
    }
    progress.ended(this, written);
  }

  /** Whether the client has not taken a piece of a live reply for longer than it may. */
  boolean isStuck(long now, Duration atMost) {
    return live != null && live.isStuck(now, atMost);
  }

  /** The client went away; nobody is left to answer. */
  void abandon() {
    if (live != null) {
      live.abandon();
    } else if (answered.compareAndSet(false, true)) {
      gone();
    }
  }

  private void gone() {
    progress.ended(this, Future.succeededFuture());
    progress.replied(this, CLIENT_GONE);
  }

  private void write(Response response) {
    HttpServerResponse out = request.response();
    Future<Void> written = Future.succeededFuture();
    if (!out.closed()) {
      closes = closes();
      writeHead(out, response);
      written = end(out, response);
      if (closes) {
        written.onComplete(done -> closeBehindRequest());
      }
    }
    progress.ended(this, written);
    progress.replied(this, response.status());
  }

  private void writeHead(HttpServerResponse out, Response response) {
    out.setStatusCode(response.status());
    var headers = out.headers();
    headers.set(REQUEST_ID, requestId);
    headers.set(NOSNIFF_NAME, NOSNIFF);
    headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
    if (!response.contentType().isEmpty()) {
      headers.set(HttpHeaders.CONTENT_TYPE, response.contentType());
    }
    if (openToAnyOrigin) {
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY_ORIGIN);
    }
    if (closes) {
      headers.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response.headers().forEach(headers::set);
    more.forEach(headers::set);
  }

  private Future<Void> end(HttpServerResponse out, Response response) {
    if (response.status() == 204) {
      return out.end();
    }
    if (HttpMethod.HEAD.equals(request.method())) {
      out.headers().set(HttpHeaders.CONTENT_LENGTH, String.valueOf(response.body().length));
      return out.end();
    }
    return out.end(Buffer.buffer(response.body()));
  }

  /**
   * A client that is still sending reads the reply later, so its bytes are let pass for a while.
   */
  private void closeBehindRequest() {
    if (request.isEnded()) {
      request.connection().close();
    } else {
      request.endHandler(ended -> request.connection().close());
    }
  }
}
