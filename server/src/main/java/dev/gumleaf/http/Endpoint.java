package dev.gumleaf.http;

import dev.gumleaf.model.ApiException;

/** What answers the requests of one line of the endpoint table. Thread-safe. */
public sealed interface Endpoint {

  /** Runs on a virtual thread and may block. An {@link ApiException} becomes an error reply. */
  non-sealed interface Blocking extends Endpoint {
    Response handle(Request request) throws Exception;
  }

  /**
   * Runs on the event loop and must never block. It answers once, from any thread, now or later; an
   * {@link ApiException} thrown before that becomes an error reply.
   */
  non-sealed interface Async extends Endpoint {
    void handle(Request request, Responder responder);
  }

  /**
   * Answers with a body that goes on until one side ends it. Runs on a virtual thread and may
   * block. An {@link ApiException} becomes an error reply.
   */
  non-sealed interface Streaming extends Endpoint {
    LiveReply handle(Request request) throws Exception;
  }

  /** Takes the one answer of a request. Thread-safe. */
  interface Responder {
    void send(Response response);

    void fail(ApiException error);
  }
}
