package dev.gumleaf.http;

import dev.gumleaf.http.HttpServer.Shared;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The answer to bytes that are not an HTTP request. */
final class Refusal {
  private Refusal() {}

  /** Where such a request ends nobody can tell, so the connection ends with it. */
  static void invalid(HttpServerRequest request, Shared shared) {
    String requestId = shared.requestIds().get();
    Response response =
        ErrorResponses.of(
            new ApiException(ErrorCode.BAD_REQUEST, "this is not a valid HTTP request"), requestId);
    request
        .response()
        .setStatusCode(response.status())
        .putHeader("Content-Type", response.contentType())
        .putHeader("X-Request-Id", requestId)
        .putHeader("Connection", "close")
        .end(Buffer.buffer(response.body()))
        .onComplete(done -> request.connection().close());
    shared.listener().replied("other", response.status(), 0);
  }
}
