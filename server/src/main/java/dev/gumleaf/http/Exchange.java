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
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

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

  private final HttpServerRequest request;
  private final LoopExecutor loop;
  private final Shared shared;
  private final Replied replied;
  private final String requestId;
  private final long startNanos;
  private final AtomicBoolean answered = new AtomicBoolean();
  private String endpoint = "other";
  private boolean openToAnyOrigin;
  private boolean closes;
  private Map<String, String> more = Map.of();

  /** Is told when the reply was handed to the network. */
  interface Replied {
    /**
     * The exchange is over.
     *
     * @param written completes when nothing of the reply is in our memory any more
     */
    void replied(Exchange exchange, int status, Future<Void> written);
  }

  Exchange(HttpServerRequest request, LoopExecutor loop, Shared shared, Replied replied) {
    this.request = request;
    this.loop = loop;
    this.shared = shared;
    this.replied = replied;
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

  /** The client went away; nobody is left to answer. */
  void abandon() {
    if (answered.compareAndSet(false, true)) {
      replied.replied(this, CLIENT_GONE, Future.succeededFuture());
    }
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
    replied.replied(this, response.status(), written);
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
