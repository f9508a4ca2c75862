package dev.gumleaf.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.http.Authenticator;
import dev.gumleaf.model.PublicKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.KeyStore;
import dev.gumleaf.store.StoredKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All keys that work, in memory, because each ingest request asks and must not wait for the store.
 * Looked up again by {@link #refresh}, each second and after each change made here, so that a key
 * created or disabled elsewhere counts a second later. Thread-safe.
 */
public final class WorkspaceKeys implements Authenticator {
  /** How secret keys begin, so that one in the wrong place is recognised. */
  static final String SECRET_PREFIX = "sk_";

  private record Snapshot(Map<String, WorkspaceId> publicKeys, Map<String, StoredKey> secretKeys) {}

  /** The holder of a secret key, for logs of who did what. */
  record Holder(WorkspaceId workspace, String shown) {}

  private final Database database;
  private volatile Snapshot snapshot = new Snapshot(Map.of(), Map.of());

  public WorkspaceKeys(Database database) {
    this.database = database;
    refresh();
  }

  /** Reads the keys again. */
  public void refresh() {
    snapshot =
        database.read(tx ->
            new Snapshot(
                KeyStore.PUBLIC.listActive(tx).stream()
                    .collect(Collectors.toUnmodifiableMap(StoredKey::value, StoredKey::workspace)),
                KeyStore.SECRET.listActive(tx).stream()
                    .collect(Collectors.toUnmodifiableMap(StoredKey::value, key -> key))));
  }

  /** The workspace that a public key writes to. */
  public Optional<WorkspaceId> find(PublicKey key) {
    return Optional.ofNullable(snapshot.publicKeys().get(key.value()));
  }

  @Override
  public Optional<WorkspaceId> findWorkspace(String secretKey) {
    return findHolder(secretKey).map(Holder::workspace);
  }

  /** Looking a hash up tells an attacker nothing by its timing, unlike comparing keys. */
  Optional<Holder> findHolder(String secretKey) {
    return Optional.ofNullable(snapshot.secretKeys().get(hash(secretKey)))
        .map(key -> new Holder(key.workspace(), key.shown()));
  }

  /** Disables a secret key that was shown to the world, and says whether it was one. */
  boolean revoke(String secretKey, java.time.Instant at) {
    boolean revoked =
        database.write(tx ->
            KeyStore.SECRET
                .findByValue(tx, hash(secretKey))
                .filter(key -> key.disabledAt() == null)
                .map(key -> {
                  KeyStore.SECRET.disable(tx, key.workspace(), key.id(), at);
                  return true;
                })
                .orElse(false));
    refresh();
    return revoked;
  }

  /** What is stored of a secret key. Chance enough is in the key for one round of SHA-256. */
  public static String hash(String secretKey) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(secretKey.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
