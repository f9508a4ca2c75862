package dev.gumleaf.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.ingest.PublishedSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** The documents that describe the API, as files in the jar. */
final class Documents {
  /** The page has its style inside and needs nothing else, from nowhere. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

  private final String openApi = read("openapi.yaml");
  private final String page = read("api.html");
  private final String schema = PublishedSchema.accountBatchRequest();

  Response home(Request request) {
    return new Response(302, "", new byte[0], Map.of("Location", "/api"));
  }

  Response page(Request request) {
    return new Response(
        200,
        "text/html; charset=utf-8",
        page.getBytes(UTF_8),
        Map.of("Content-Security-Policy", CONTENT_SECURITY_POLICY));
  }

  Response openApi(Request request) {
    return Response.text(200, "application/yaml", openApi);
  }

  Response accountBatchSchema(Request request) {
    return Response.text(200, "application/schema+json", schema);
  }

  static String read(String resource) {
    try (InputStream in = Documents.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource + " is missing in the jar").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
