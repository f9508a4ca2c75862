package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;

/** {@code GET /web/projects/{key}/auth}: whether a key works, as Segment's settings page asks. */
final class AuthEndpoint implements Endpoint.Async {
  private final IngestKeys keys;

  AuthEndpoint(IngestKeys keys) {
    this.keys = keys;
  }

  @Override
  public void handle(Request request, Responder responder) {
    keys.require(request.parameter("key"));
    responder.send(Response.noContent());
  }
}
