package dev.gumleaf.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.http.Authenticator;
import dev.gumleaf.model.PublicKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.KeyStore;
import dev.gumleaf.store.StoredKey;
import dev.gumleaf.store.Transaction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All keys that work, in memory, because each ingest request asks and must not wait for the store.
 * Looked up again by {@link #refresh}, each second and after each change made here, so that a key
 * created or disabled elsewhere counts a second later. Thread-safe.
 */
public final class WorkspaceKeys implements Authenticator {
  private static final Logger LOG = LoggerFactory.getLogger(WorkspaceKeys.class);

  /** How secret keys begin, so that one in the wrong place is recognised. */
  static final String SECRET_PREFIX = "sk_";

  /** All keys that work at one moment; secret ones by their hash. */
  record Snapshot(Map<String, WorkspaceId> publicKeys, Map<String, StoredKey> secretKeys) {
    static Snapshot read(Transaction tx) {
      return new Snapshot(
          KeyStore.PUBLIC.listActive(tx).stream()
              .collect(Collectors.toUnmodifiableMap(StoredKey::value, StoredKey::workspace)),
          KeyStore.SECRET.listActive(tx).stream()
              .collect(Collectors.toUnmodifiableMap(StoredKey::value, key -> key)));
    }
  }

  /** The holder of a secret key, for logs of who did what. */
  record Holder(WorkspaceId workspace, String shown) {}

  private final Database database;
  private final Function<Transaction, Snapshot> read;
  private volatile Snapshot snapshot;
  private volatile boolean fresh = true;

  public WorkspaceKeys(Database database) {
    this(database, Snapshot::read);
  }

  /** A seam: a test lets a refresh take its time between reading and using what it read. */
  WorkspaceKeys(Database database, Function<Transaction, Snapshot> read) {
    this.database = database;
    this.read = read;
    this.snapshot = database.read(read);
  }

  /**
   * Reads the keys again. When the store fails, the keys that were known go on working, so that
   * batches are still taken; {@link #isFresh} tells.
   *
   * <p>One at a time: one that began before a key was disabled must not end after the one behind it
   * and bring the key back.
   */
  public synchronized void refresh() {
    try {
      snapshot = database.read(read);
      if (!fresh) {
        LOG.atInfo().addKeyValue("event", "keys_fresh").log("the keys are read again");
      }
      fresh = true;
    } catch (RuntimeException e) {
      // Whatever it was, the next refresh is soon, and must come.
      if (fresh) {
        LOG.atWarn()
            .addKeyValue("event", "keys_stale")
            .setCause(e)
            .log("the keys could not be read again; those known so far go on working");
      }
      fresh = false;
    }
  }

  /** Whether the last refresh succeeded; until the next one does, changes do not count yet. */
  public boolean isFresh() {
    return fresh;
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

  /** Whether the secret key with a hash works. */
  boolean isActive(String hash) {
    return snapshot.secretKeys().containsKey(hash);
  }

  /** Disables a secret key that was shown to the world, and says whether it was one. */
  boolean revoke(String secretKey, Instant at) {
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
