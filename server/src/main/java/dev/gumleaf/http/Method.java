package dev.gumleaf.http;

import java.util.Optional;

/** The HTTP methods an endpoint can take. */
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE,
  OPTIONS;

  static Optional<Method> find(String name) {
    return switch (name) {
      case "GET" -> Optional.of(GET);
      case "POST" -> Optional.of(POST);
      case "PUT" -> Optional.of(PUT);
      case "PATCH" -> Optional.of(PATCH);
      case "DELETE" -> Optional.of(DELETE);
      case "OPTIONS" -> Optional.of(OPTIONS);
      default -> Optional.empty();
    };
  }
}
