package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import java.util.Set;

/**
 * An endpoint that takes the query parameters it names, each once, and no others, so that a typing
 * error does not mislead. All endpoints behind a secret key are; what browsers, probes and Koala's
 * clients call is not, because they add parameters of their own.
 */
record StrictEndpoint(Set<String> parameters, Endpoint.Blocking endpoint)
    implements Endpoint.Blocking {
  StrictEndpoint {
    parameters = Set.copyOf(parameters);
  }

  @Override
  public Response handle(Request request) throws Exception {
    request
        .query()
        .forEach((name, values) -> {
          if (!parameters.contains(name)) {
            throw Parameters.bad("there is no parameter " + name + " here");
          }
          if (values.size() > 1) {
            throw Parameters.bad(name + " is given more than once");
          }
          Parameters.plain(name, values.getFirst());
        });
    return endpoint.handle(request);
  }
}
