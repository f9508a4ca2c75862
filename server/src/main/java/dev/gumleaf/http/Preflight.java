package dev.gumleaf.http;

import java.util.Map;

/**
 * The answer to a browser that asks whether a page of another origin may call an ingest endpoint.
 */
final class Preflight {
  /** Seconds a browser may remember the answer; Chromium caps it at two hours. */
  private static final String REMEMBER = "7200";

  private Preflight() {}

  static Response reply(Endpoints.Place place) {
    return new Response(
        204,
        "",
        new byte[0],
        Map.of(
            "Access-Control-Allow-Methods",
            place.allowed(),
            "Access-Control-Allow-Headers",
            "Content-Type, Content-Encoding, Prefer",
            "Access-Control-Max-Age",
            REMEMBER));
  }
}
