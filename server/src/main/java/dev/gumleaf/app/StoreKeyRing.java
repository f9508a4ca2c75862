package dev.gumleaf.app;

import dev.gumleaf.api.NewKeys;
import dev.gumleaf.model.Workspace;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.KeyStore;
import dev.gumleaf.store.StoredKey;
import dev.gumleaf.store.WorkspaceStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keys of the workspace in the store; a running server sees a change within a second. */
final class StoreKeyRing implements KeyRing {
  private final Database database;
  private final NewKeys newKeys;
  private final InstantSource clock;
  private final Workspace workspace;

  StoreKeyRing(Database database, NewKeys newKeys, InstantSource clock) {
    this.database = database;
    this.newKeys = newKeys;
    this.clock = clock;
    this.workspace =
        database
            .read(tx -> new WorkspaceStore().findByName(tx, FirstStart.WORKSPACE))
            .orElseThrow(
                () -> new CommandFailure("there is no workspace yet; start the server once"));
  }

  @Override
  public List<ListedKey> list() {
    return database.read(tx -> {
      List<ListedKey> keys = new ArrayList<>();
      for (Kind kind : Kind.values()) {
        store(kind).list(tx, workspace.id()).forEach(key -> keys.add(listed(kind, key)));
      }
      return keys;
    });
  }

  private static KeyStore store(Kind kind) {
    return switch (kind) {
      case PUBLIC -> KeyStore.PUBLIC;
      case SECRET -> KeyStore.SECRET;
    };
  }

  private static ListedKey listed(Kind kind, StoredKey key) {
    return new ListedKey(
        prefix(kind) + key.id(), kind, key.shown(), key.label(), key.createdAt(), key.disabledAt());
  }

  /** Public and secret keys are numbered apart, so the kind is part of what names one. */
  private static String prefix(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT) + "-";
  }

  @Override
  public String create(Kind kind, String label) {
    String key =
        switch (kind) {
          case PUBLIC -> newKeys.publicKey();
          case SECRET -> newKeys.secretKey();
        };
    database.write(tx -> {
      switch (kind) {
        case PUBLIC -> FirstStart.insertPublic(tx, workspace.id(), key, label, clock.instant());
        case SECRET -> FirstStart.insertSecret(tx, workspace.id(), key, label, clock.instant());
      }
      return key;
    });
    return key;
  }

  @Override
  public boolean disable(String id) {
    for (Kind kind : Kind.values()) {
      if (id.startsWith(prefix(kind))) {
        return disable(store(kind), id.substring(prefix(kind).length()));
      }
    }
    return false;
  }

  private boolean disable(KeyStore store, String number) {
    if (!number.matches("[0-9]{1,18}")) {
      return false;
    }
    long keyId = Long.parseLong(number);
    return database.write(tx -> {
      Optional<StoredKey> key = store.find(tx, workspace.id(), keyId);
      boolean works = key.isPresent() && key.get().disabledAt() == null;
      if (works) {
        store.disable(tx, workspace.id(), keyId, clock.instant());
      }
      return works;
    });
  }

  @Override
  public void close() {
    database.close();
  }
}
