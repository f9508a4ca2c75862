package dev.gumleaf.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.api.WorkspaceKeys.Snapshot;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.KeyStore;
import dev.gumleaf.store.StoredKey;
import dev.gumleaf.store.Transaction;
import dev.gumleaf.store.WorkspaceStore;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkspaceKeysTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final String SECRET_KEY = "sk_0123456789";

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void refresh_storeFails_keepsTheKeysAndIsNotFreshUntilItWorksAgain(Engine engine) {
    try (Database database = engine.open(directory)) {
      long id = insertKey(database);
      WorkspaceKeys keys = new WorkspaceKeys(database);
      disable(database, id);
      rename(database, "secret_keys", "gone");
      keys.refresh();
      assertThat(keys.isFresh()).isFalse();
      assertThat(keys.findWorkspace(SECRET_KEY)).isPresent();
      rename(database, "gone", "secret_keys");
      keys.refresh();
      assertThat(keys.isFresh()).isTrue();
      assertThat(keys.findWorkspace(SECRET_KEY)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void refresh_beganBeforeAKeyWasDisabled_doesNotBringItBack(Engine engine)
      throws InterruptedException {
    try (Database database = engine.open(directory)) {
      long id = insertKey(database);
      SlowRead slow = new SlowRead();
      WorkspaceKeys keys = new WorkspaceKeys(database, slow);
      Thread late = slow.startHeld(keys::refresh);
      disable(database, id);
      Thread next = Thread.ofPlatform().start(keys::refresh);
      while (next.isAlive() && next.getState() != Thread.State.BLOCKED) {
        Thread.onSpinWait();
      }
      slow.release();
      late.join();
      next.join();
      assertThat(keys.findWorkspace(SECRET_KEY)).isEmpty();
    }
  }

  /** Reads the keys as always; one thread then takes its time to give them back. */
  private static final class SlowRead implements Function<Transaction, Snapshot> {
    private final CountDownLatch hasRead = new CountDownLatch(1);
    private final CountDownLatch mayGo = new CountDownLatch(1);

    @Override
    public Snapshot apply(Transaction tx) {
      Snapshot snapshot = Snapshot.read(tx);
      if (Thread.currentThread().getName().equals("held")) {
        hasRead.countDown();
        await(mayGo);
      }
      return snapshot;
    }

    Thread startHeld(Runnable work) {
      Thread held = Thread.ofPlatform().name("held").start(work);
      await(hasRead);
      return held;
    }

    void release() {
      mayGo.countDown();
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void require_secretKeyInTheUrl_writesOnlyForOneThatWorks(Engine engine) {
    try (Database database = engine.open(directory)) {
      long id = insertKey(database);
      WorkspaceKeys keys = new WorkspaceKeys(database);
      List<Runnable> writes = new ArrayList<>();
      IngestKeys ingestKeys = new IngestKeys(keys, () -> NOW, writes::add);
      assertRefused(ingestKeys, "sk_nobody");
      assertRefused(ingestKeys, "sk_");
      assertThat(writes).isEmpty();
      assertRefused(ingestKeys, SECRET_KEY);
      assertThat(writes).hasSize(1);
      writes.getFirst().run();
      assertThat(keys.findWorkspace(SECRET_KEY)).isEmpty();
      assertThat(find(database, id).disabledAt()).isEqualTo(NOW);
      assertRefused(ingestKeys, SECRET_KEY);
      assertThat(writes).hasSize(1);
    }
  }

  private static void assertRefused(IngestKeys keys, String key) {
    assertThatThrownBy(() -> keys.require(key)).hasMessageContaining("SECRET_KEY_IN_URL");
  }

  private static long insertKey(Database database) {
    return database.write(tx -> {
      WorkspaceId workspace = new WorkspaceStore().insert(tx, "default", NOW).id();
      return KeyStore.SECRET.insert(
          tx, workspace, WorkspaceKeys.hash(SECRET_KEY), "sk_0123", "", NOW);
    });
  }

  private static void disable(Database database, long id) {
    database.write(tx -> {
      KeyStore.SECRET.disable(tx, new WorkspaceId(1), id, NOW);
      return id;
    });
  }

  private static StoredKey find(Database database, long id) {
    return database.read(tx -> KeyStore.SECRET.find(tx, new WorkspaceId(1), id).orElseThrow());
  }

  private static void rename(Database database, String from, String to) {
    database.write(tx -> tx.update("ALTER TABLE " + from + " RENAME TO " + to).execute());
  }
}
