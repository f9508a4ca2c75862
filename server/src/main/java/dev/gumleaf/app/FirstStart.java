package dev.gumleaf.app;

import dev.gumleaf.api.NewKeys;
import dev.gumleaf.api.WorkspaceKeys;
import dev.gumleaf.app.RunningServer.FirstKeys;
import dev.gumleaf.config.KeySettings;
import dev.gumleaf.model.Workspace;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.KeyStore;
import dev.gumleaf.store.Transaction;
import dev.gumleaf.store.WorkspaceStore;
import java.time.Instant;
import java.util.Optional;

/** Gives an empty database its workspace and keys. */
final class FirstStart {
  static final String WORKSPACE = "default";

  private static final String LABEL = "first start";

  private final WorkspaceStore workspaces = new WorkspaceStore();
  private final NewKeys newKeys;

  FirstStart(NewKeys newKeys) {
    this.newKeys = newKeys;
  }

  /** The keys that were created; empty when the workspace was there already. */
  Optional<FirstKeys> prepare(Database database, KeySettings presets, Instant now) {
    return database.write(tx -> {
      workspaces.lock(tx);
      return workspaces.findByName(tx, WORKSPACE).isPresent()
          ? Optional.empty()
          : Optional.of(create(tx, presets, now));
    });
  }

  private FirstKeys create(Transaction tx, KeySettings presets, Instant now) {
    Workspace workspace = workspaces.insert(tx, WORKSPACE, now);
    String publicKey = presets.findPublicKey().orElseGet(newKeys::publicKey);
    String secretKey = presets.findSecretKey().orElseGet(newKeys::secretKey);
    insertPublic(tx, workspace.id(), publicKey, LABEL, now);
    insertSecret(tx, workspace.id(), secretKey, LABEL, now);
    return new FirstKeys(publicKey, secretKey);
  }

  static void insertPublic(
      Transaction tx, WorkspaceId workspace, String key, String label, Instant now) {
    KeyStore.PUBLIC.insert(tx, workspace, key, key, label, now);
  }

  static void insertSecret(
      Transaction tx, WorkspaceId workspace, String key, String label, Instant now) {
    KeyStore.SECRET.insert(tx, workspace, WorkspaceKeys.hash(key), NewKeys.shown(key), label, now);
  }
}
