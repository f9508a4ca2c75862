package dev.gumleaf.api;

import dev.gumleaf.http.Request;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Tells who asks for a change, for the logs of changes. */
final class Caller {
  private final WorkspaceKeys keys;

  Caller(WorkspaceKeys keys) {
    this.keys = keys;
  }

  /** The beginning of the secret key, which the list of keys shows, too. */
  String of(Request request) {
    return secretKey(request).flatMap(keys::findHolder).map(WorkspaceKeys.Holder::shown).orElse("");
  }

  /** Tells from now on whether the secret key of a request still works. */
  BooleanSupplier stillAllowed(Request request) {
    String hash = WorkspaceKeys.hash(secretKey(request).orElse(""));
    return () -> keys.isActive(hash);
  }

  private static Optional<String> secretKey(Request request) {
    return request
        .header("authorization")
        .map(value -> value.substring(value.indexOf(' ') + 1).strip());
  }
}
