package dev.gumleaf.http;

/** The HTTP methods an endpoint can take. */
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE,
  OPTIONS
}
