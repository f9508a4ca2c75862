package dev.gumleaf.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;

/**
 * One reply. {@code headers} are further ones; content type and length are written from the rest.
 */
@SuppressWarnings("ArrayRecordComponent") // written to the wire, never compared
public record Response(int status, String contentType, byte[] body, Map<String, String> headers) {
  public Response {
    headers = Map.copyOf(headers);
  }

  public static Response json(int status, byte[] body) {
    return new Response(status, "application/json", body, Map.of());
  }

  public static Response json(int status, String body) {
    return json(status, body.getBytes(UTF_8));
  }

  public static Response text(int status, String contentType, String body) {
    return new Response(status, contentType, body.getBytes(UTF_8), Map.of());
  }

  /** The same reply with one header more. */
  public Response withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Response(status, contentType, body, more);
  }

  public static Response noContent() {
    return new Response(204, "", new byte[0], Map.of());
  }
}
