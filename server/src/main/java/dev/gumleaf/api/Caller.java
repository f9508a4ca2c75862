package dev.gumleaf.api;

import dev.gumleaf.http.Request;

/** Tells who asks for a change, for the logs of changes. */
final class Caller {
  private final WorkspaceKeys keys;

  Caller(WorkspaceKeys keys) {
    this.keys = keys;
  }

  /** The beginning of the secret key, which the list of keys shows, too. */
  String of(Request request) {
    return request
        .header("authorization")
        .map(value -> value.substring(value.indexOf(' ') + 1).strip())
        .flatMap(keys::findHolder)
        .map(WorkspaceKeys.Holder::shown)
        .orElse("");
  }
}
