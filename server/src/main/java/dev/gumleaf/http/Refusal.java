package dev.gumleaf.http;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The answer to bytes that are not an HTTP request. */
final class Refusal {
  private Refusal() {}

  /** Where such a request ends nobody can tell, so the connection ends with it. */
  static void invalid(HttpServerRequest request) {
    Response response =
        ErrorResponses.of(
            new ApiException(ErrorCode.BAD_REQUEST, "this is not a valid HTTP request"), "");
    request
        .response()
        .setStatusCode(response.status())
        .putHeader("Content-Type", response.contentType())
        .putHeader("Connection", "close")
        .end(Buffer.buffer(response.body()))
        .onComplete(done -> request.connection().close());
  }
}
