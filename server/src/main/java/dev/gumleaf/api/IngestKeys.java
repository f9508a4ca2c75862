package dev.gumleaf.api;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.PublicKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.StoreException;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the workspace of the public key in an ingest URL. Never blocks; thread-safe. */
final class IngestKeys {
  private static final Logger LOG = LoggerFactory.getLogger(IngestKeys.class);

  private final WorkspaceKeys keys;
  private final InstantSource clock;
  private final Executor background;

  /**
   * Looks keys up in memory.
   *
   * @param background runs the rare write
   */
  IngestKeys(WorkspaceKeys keys, InstantSource clock, Executor background) {
    this.keys = keys;
    this.clock = clock;
    this.background = background;
  }

  /**
   * The workspace to write to.
   *
   * @throws ApiException UNKNOWN_KEY, or SECRET_KEY_IN_URL, which also disables a secret key that
   *     works: URLs end up in logs, so it is not secret any more
   */
  WorkspaceId require(String key) {
    if (key.startsWith(WorkspaceKeys.SECRET_PREFIX)) {
      // Only keys that exist are worth a write, or anybody could cause one with each request.
      if (keys.findHolder(key).isPresent()) {
        background.execute(() -> revoke(key));
      }
      throw new ApiException(
          ErrorCode.SECRET_KEY_IN_URL,
          "a secret key does not belong in a URL, which is not secret; one that worked is"
              + " disabled");
    }
    if (key.isBlank() || key.length() > PublicKey.LENGTH_MAX) {
      throw unknown();
    }
    return keys.find(new PublicKey(key)).orElseThrow(IngestKeys::unknown);
  }

  private void revoke(String key) {
    try {
      if (keys.revoke(key, clock.instant())) {
        LOG.atWarn()
            .addKeyValue("event", "secret_key_revoked")
            .addKeyValue("key", NewKeys.shown(key))
            .log("a secret key was used in an ingest URL and is disabled");
      }
    } catch (StoreException e) {
      LOG.atError()
          .addKeyValue("event", "secret_key_not_revoked")
          .addKeyValue("key", NewKeys.shown(key))
          .setCause(e)
          .log("a secret key was used in an ingest URL and could not be disabled");
    }
  }

  private static ApiException unknown() {
    return new ApiException(ErrorCode.UNKNOWN_KEY, "the public key is unknown or disabled");
  }
}
