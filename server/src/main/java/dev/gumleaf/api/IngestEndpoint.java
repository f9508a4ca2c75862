package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.ErrorResponses;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.ingest.BodyKind;
import dev.gumleaf.ingest.Ingest;
import dev.gumleaf.ingest.IngestReply;
import dev.gumleaf.ingest.IngestRequest;
import dev.gumleaf.model.ApiException;

/** Takes the data that clients send: one endpoint for each kind of body. */
final class IngestEndpoint implements Endpoint.Async {
  private final IngestKeys keys;
  private final Ingest ingest;
  private final BodyKind kind;

  IngestEndpoint(IngestKeys keys, Ingest ingest, BodyKind kind) {
    this.keys = keys;
    this.ingest = ingest;
    this.kind = kind;
  }

  @Override
  public void handle(Request request, Responder responder) {
    IngestRequest taken =
        IngestRequest.of(
            kind,
            keys.require(request.parameter("key")),
            request.receivedAt(),
            request.requestId(),
            request.address(),
            request.header("user-agent").orElse(null),
            request.header("origin").orElse(null),
            request.body(),
            wantsResults(request));
    ingest.accept(taken, reply -> responder.send(response(reply, request.requestId())));
  }

  private static boolean wantsResults(Request request) {
    return request.query("results").filter("1"::equals).isPresent()
        || request
            .header("prefer")
            .filter(value -> value.contains("return=representation"))
            .isPresent();
  }

  private static Response response(IngestReply reply, String requestId) {
    return switch (reply) {
      case IngestReply.Accepted(String json) -> Response.json(200, json);
      case IngestReply.Refused refused ->
          ErrorResponses.of(
              new ApiException(refused.code(), refused.detail()),
              requestId,
              refused.rejected().equals("[]") ? "" : ",\"rejected\":" + refused.rejected());
    };
  }
}
