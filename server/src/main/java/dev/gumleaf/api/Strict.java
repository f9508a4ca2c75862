package dev.gumleaf.api;

import dev.gumleaf.http.Request;
import java.util.Set;

/**
 * Takes the query parameters it names, each once, and no others, so that a typing error does not
 * mislead. All endpoints behind a secret key are strict; what browsers, probes and Koala's clients
 * call is not, because they add parameters of their own.
 */
interface Strict {
  Set<String> parameters();

  /** Refuses a request with any other parameter. */
  default void check(Request request) {
    request
        .query()
        .forEach((name, values) -> {
          if (!parameters().contains(name)) {
            throw Parameters.bad("there is no parameter " + name + " here");
          }
          if (values.size() > 1) {
            throw Parameters.bad(name + " is given more than once");
          }
          Parameters.plain(name, values.getFirst());
        });
  }
}
