package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both kinds of keys, which differ in nothing but what they are recognised by. */
class KeyStoreTest {
  private static final Instant MADE = Instant.parse("2026-01-05T10:00:00.123Z");
  private static final Instant LATER = Instant.parse("2026-01-06T10:00:00Z");

  @TempDir Path directory;

  /** A store with two workspaces, and the one kind of keys after the other. */
  private record Keys(Database database, KeyStore store, WorkspaceId own, WorkspaceId other) {
    long insert(WorkspaceId workspace, String value, String label) {
      return database.write(tx -> store.insert(tx, workspace, value, "shown", label, MADE));
    }

    List<String> labels(WorkspaceId workspace) {
      return database.read(tx -> store.list(tx, workspace)).stream().map(StoredKey::label).toList();
    }

    List<String> active() {
      return database.read(store::listActive).stream().map(StoredKey::value).toList();
    }

    StoredKey find(long key) {
      return find(own, key).orElseThrow();
    }

    Optional<StoredKey> find(WorkspaceId workspace, long key) {
      return database.read(tx -> store.find(tx, workspace, key));
    }

    Optional<StoredKey> findByValue(String value) {
      return database.read(tx -> store.findByValue(tx, value));
    }

    void change(BiConsumer<KeyStore, Transaction> change) {
      database.write(tx -> {
        change.accept(store, tx);
        return store;
      });
    }
  }

  private void withKeys(Engine engine, Consumer<Keys> test) {
    try (Database database = engine.open(directory)) {
      WorkspaceStore workspaces = new WorkspaceStore();
      WorkspaceId own = database.write(tx -> workspaces.insert(tx, "own", MADE)).id();
      WorkspaceId other = database.write(tx -> workspaces.insert(tx, "other", MADE)).id();
      test.accept(new Keys(database, KeyStore.PUBLIC, own, other));
      test.accept(new Keys(database, KeyStore.SECRET, own, other));
    }
  }

  @ParameterizedTest
  @EnumSource
  void insert_keys_areFoundByIdByValueAndInOrder(Engine engine) {
    withKeys(
        engine,
        keys -> {
          long first = keys.insert(keys.own(), "v1", "first");
          long second = keys.insert(keys.own(), "v2", "second");
          keys.insert(keys.other(), "v3", "of another");
          assertThat(keys.labels(keys.own())).containsExactly("first", "second");
          assertThat(keys.active()).containsExactlyInAnyOrder("v1", "v2", "v3");
          StoredKey found = keys.find(second);
          assertThat(keys.findByValue("v2")).contains(found);
          assertThat(found.workspace()).isEqualTo(keys.own());
          assertThat(found.createdAt()).isEqualTo(MADE);
          assertThat(found.disabledAt()).isNull();
          assertThat(found.shown()).isEqualTo(keys.store() == KeyStore.PUBLIC ? "v2" : "shown");
          assertThat(second).isGreaterThan(first);
        });
  }

  @ParameterizedTest
  @EnumSource
  void insert_valueThatIsThere_isRefusedInEveryWorkspace(Engine engine) {
    withKeys(
        engine,
        keys -> {
          keys.insert(keys.own(), "same", "");
          assertThatThrownBy(() -> keys.insert(keys.other(), "same", ""))
              .isInstanceOf(RefusedStatementException.class);
          assertThat(keys.labels(keys.other())).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource
  void disable_key_staysListedAndCanBeEnabled(Engine engine) {
    withKeys(
        engine,
        keys -> {
          long key = keys.insert(keys.own(), "v", "");
          keys.change((store, tx) -> store.disable(tx, keys.own(), key, MADE));
          keys.change((store, tx) -> store.disable(tx, keys.own(), key, LATER));
          assertThat(keys.find(key).disabledAt()).as("when it first was").isEqualTo(MADE);
          assertThat(keys.active()).isEmpty();
          assertThat(keys.labels(keys.own())).hasSize(1);
          assertThat(keys.findByValue("v")).isPresent();
          keys.change((store, tx) -> store.enable(tx, keys.own(), key));
          assertThat(keys.active()).containsExactly("v");
        });
  }

  @ParameterizedTest
  @EnumSource
  void change_keyOfAnotherWorkspace_changesNothing(Engine engine) {
    withKeys(
        engine,
        keys -> {
          long key = keys.insert(keys.own(), "v", "label");
          StoredKey before = keys.find(key);
          keys.change((store, tx) -> store.disable(tx, keys.other(), key, LATER));
          keys.change((store, tx) -> store.rename(tx, keys.other(), key, "stolen"));
          assertThat(keys.find(key)).isEqualTo(before);
          assertThat(keys.find(keys.other(), key)).isEmpty();
          keys.change((store, tx) -> store.disable(tx, keys.own(), key, LATER));
          keys.change((store, tx) -> store.enable(tx, keys.other(), key));
          assertThat(keys.find(key).disabledAt()).isEqualTo(LATER);
          keys.change((store, tx) -> store.rename(tx, keys.own(), key, "renamed"));
          assertThat(keys.labels(keys.own())).containsExactly("renamed");
        });
  }

  @ParameterizedTest
  @EnumSource
  void label_withASignThatNotAllEnginesHold_isKeptWithoutIt(Engine engine) {
    withKeys(
        engine,
        keys -> {
          long key = keys.insert(keys.own(), "v", "a\0b");
          assertThat(keys.find(key).label()).isEqualTo("a\ufffdb");
          keys.change((store, tx) -> store.rename(tx, keys.own(), key, "c\0d"));
          assertThat(keys.find(key).label()).isEqualTo("c\ufffdd");
        });
  }

  @ParameterizedTest
  @EnumSource
  void toString_key_hidesItsValue(Engine engine) {
    withKeys(
        engine,
        keys ->
            assertThat(keys.find(keys.insert(keys.own(), "hash of a key", "label")).toString())
                .doesNotContain("hash of a key"));
  }
}
