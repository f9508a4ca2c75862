package dev.gumleaf.api;

import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.PublicKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.KeyStore;
import dev.gumleaf.store.StoredKey;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/public-keys} and {@code /api/v1/secret-keys}: create, list, rename, disable. A
 * secret key is in the reply that creates it and nowhere else.
 */
final class KeyEndpoints {
  private final Database database;
  private final WorkspaceKeys keys;
  private final NewKeys newKeys;
  private final InstantSource clock;

  KeyEndpoints(Database database, WorkspaceKeys keys, NewKeys newKeys, InstantSource clock) {
    this.database = database;
    this.keys = keys;
    this.newKeys = newKeys;
    this.clock = clock;
  }

  Response listPublic(Request request) {
    return list(request, KeyStore.PUBLIC);
  }

  Response listSecret(Request request) {
    return list(request, KeyStore.SECRET);
  }

  private Response list(Request request, KeyStore store) {
    List<StoredKey> found = database.read(tx -> store.list(tx, request.requireWorkspace()));
    return Json.object(
        200,
        json ->
            json.objects("items", found, (item, key) -> write(item, key, null))
                .text("next_cursor", null));
  }

  /** Creates a key, or takes over one that a client has already: {@code key} may be any string. */
  Response createPublic(Request request) {
    AdminBody body = AdminBody.read(request, "label", "key");
    String value = body.text("key").map(KeyEndpoints::importable).orElseGet(newKeys::publicKey);
    return create(request, KeyStore.PUBLIC, value, value, body, null);
  }

  private static String importable(String key) {
    if (key.isBlank() || key.length() > PublicKey.LENGTH_MAX) {
      throw Parameters.bad("key has 1 to " + PublicKey.LENGTH_MAX + " characters");
    }
    if (key.indexOf('/') >= 0) {
      throw Parameters.bad("key holds a slash and would not fit into a path");
    }
    if (key.startsWith(WorkspaceKeys.SECRET_PREFIX)) {
      throw Parameters.bad("key looks like a secret key");
    }
    return key;
  }

  Response createSecret(Request request) {
    AdminBody body = AdminBody.read(request, "label");
    String key = newKeys.secretKey();
    return create(request, KeyStore.SECRET, WorkspaceKeys.hash(key), NewKeys.shown(key), body, key);
  }

  private Response create(
      Request request,
      KeyStore store,
      String value,
      String shown,
      AdminBody body,
      @Nullable String once) {
    WorkspaceId workspace = request.requireWorkspace();
    StoredKey created =
        database.write(tx -> {
          if (store.findByValue(tx, value).isPresent()) {
            throw new ApiException(ErrorCode.CONFLICT, "this key exists already");
          }
          long id =
              store.insert(
                  tx, workspace, value, shown, body.text("label").orElse(""), clock.instant());
          return store.find(tx, workspace, id).orElseThrow();
        });
    keys.refresh();
    return Json.object(201, json -> write(json, created, once));
  }

  Response changePublic(Request request) {
    return change(request, KeyStore.PUBLIC);
  }

  Response changeSecret(Request request) {
    return change(request, KeyStore.SECRET);
  }

  private Response change(Request request, KeyStore store) {
    AdminBody body = AdminBody.read(request, "label", "disabled");
    WorkspaceId workspace = request.requireWorkspace();
    long id = Parameters.number("id", request.parameter("id"));
    StoredKey changed =
        database.write(tx -> {
          if (store.find(tx, workspace, id).isEmpty()) {
            throw new ApiException(ErrorCode.NOT_FOUND, "there is no key with this id");
          }
          body.text("label").ifPresent(label -> store.rename(tx, workspace, id, label));
          Optional<Boolean> disabled = body.flag("disabled");
          if (disabled.isPresent() && disabled.get()) {
            store.disable(tx, workspace, id, clock.instant());
          } else if (disabled.isPresent()) {
            store.enable(tx, workspace, id);
          }
          return store.find(tx, workspace, id).orElseThrow();
        });
    keys.refresh();
    return Json.object(200, json -> write(json, changed, null));
  }

  private static void write(Json json, StoredKey key, @Nullable String once) throws IOException {
    json.number("id", key.id())
        .text("key", once == null ? key.shown() : once)
        .text("label", key.label())
        .time("created_at", key.createdAt())
        .time("disabled_at", key.disabledAt());
  }
}
