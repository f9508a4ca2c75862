package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import java.util.Set;

/** An endpoint that takes the query parameters it names and no others. */
record StrictEndpoint(Set<String> parameters, Endpoint.Blocking endpoint)
    implements Endpoint.Blocking, Strict {
  StrictEndpoint {
    parameters = Set.copyOf(parameters);
  }

  @Override
  public Response handle(Request request) throws Exception {
    check(request);
    return endpoint.handle(request);
  }
}
