package dev.gumleaf.http;

import java.util.List;

/**
 * How the server listens and what it puts up with.
 *
 * @param port 0 for any free one
 * @param bodyBytesMax bytes of a body after decompression; more is answered 413
 * @param headerBytesMax bytes of all headers of a request
 * @param trustedProxies networks in CIDR notation whose {@code X-Forwarded-For} is believed
 * @param eventLoops threads that speak to the network; 0 for one a processor
 */
public record HttpConfig(
    String host,
    int port,
    int bodyBytesMax,
    int headerBytesMax,
    ConnectionLimits connections,
    List<String> trustedProxies,
    int eventLoops) {
  public HttpConfig {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** The defaults, on a free port of the loopback address. */
  public static HttpConfig local() {
    return new HttpConfig(
        "127.0.0.1", 0, 1 << 20, 16 << 10, ConnectionLimits.DEFAULT, List.of(), 0);
  }
}
