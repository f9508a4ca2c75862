package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class ChangeStoreTest {
  private static final WorkspaceId FIRST = new WorkspaceId(1);
  private static final WorkspaceId OTHER = new WorkspaceId(2);

  @TempDir Path directory;

  private final ChangeStore changes = new ChangeStore();

  private static void seed(Database database) {
    for (WorkspaceId workspace : List.of(FIRST, OTHER)) {
      database.write(tx ->
          tx.update(
                  """
                  INSERT INTO workspaces (workspace_id, name, created_at)
                  VALUES (:id, 'w' || :id, 0)
                  """)
              .bind("id", workspace.value())
              .execute());
    }
  }

  /** Somebody enters an audience whose number tells the change. */
  private static Change entered(WorkspaceId workspace, long audience, long atMillis) {
    return new Change.Entered(
        workspace,
        Instant.ofEpochMilli(atMillis),
        audience,
        Change.Member.of(new ProfileKey(audience)));
  }

  private void append(Database database, WorkspaceId workspace, long from, long until) {
    List<Change> all =
        LongStream.range(from, until).mapToObj(i -> entered(workspace, i, i)).toList();
    database.write(tx -> {
      changes.append(tx, all);
      return all;
    });
  }

  private ChangePage read(Database database, WorkspaceId workspace, long after, int limit) {
    return database.read(tx -> changes.read(tx, workspace, after, limit));
  }

  private static List<Long> audiences(ChangePage page) {
    return page.changes().stream()
        .map(StoredChange::audience)
        .map(audience -> audience == null ? 0 : audience.id())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void read_behindAKey_givesTheWorkspacesOwnInOrder(Engine engine) {
    try (Database database = engine.open(directory)) {
      seed(database);
      assertThat(read(database, FIRST, 0, 10)).isEqualTo(new ChangePage(List.of(), 0, false, null));
      append(database, FIRST, 10, 13);
      append(database, OTHER, 20, 22);
      append(database, FIRST, 13, 14);
      ChangePage page = read(database, FIRST, 1, 2);
      assertThat(audiences(page)).containsExactly(11L, 12L);
      assertThat(page.through()).isEqualTo(3);
      assertThat(page.more()).isTrue();
      ChangePage rest = read(database, FIRST, page.through(), 2);
      assertThat(audiences(rest)).containsExactly(13L);
      assertThat(rest.through()).as("behind what others have, too").isEqualTo(6);
      assertThat(rest.more()).isFalse();
      assertThat(rest.gap()).isNull();
      assertThat(audiences(read(database, OTHER, 0, 9))).containsExactly(20L, 21L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void prune_byAgeAndNumber_saysWhatIsMissed(Engine engine) {
    try (Database database = engine.open(directory)) {
      seed(database);
      append(database, FIRST, 0, 2_500);
      append(database, OTHER, 0, 10);
      prune(database, Instant.ofEpochMilli(100), 10_000);
      assertThat(read(database, FIRST, 99, 1).gap()).isEqualTo(new ChangePage.Gap(99, 100));
      assertThat(audiences(read(database, FIRST, 99, 1))).containsExactly(100L);
      assertThat(read(database, FIRST, 100, 1).gap()).isNull();
      prune(database, Instant.EPOCH, 50);
      ChangePage last = read(database, FIRST, 0, 500);
      assertThat(last.changes()).hasSize(50);
      assertThat(last.gap()).isEqualTo(new ChangePage.Gap(0, 2_450));
      assertThat(read(database, OTHER, 0, 500).gap()).as("its own limit").isNull();
      prune(database, Instant.EPOCH, 50);
      assertThat(read(database, FIRST, 2_450, 500).changes()).hasSize(50);
      prune(database, Instant.ofEpochMilli(9_999), 50);
      assertThat(read(database, FIRST, 2_450, 500).changes()).isEmpty();
      assertThat(read(database, FIRST, 2_500, 500).gap()).isNull();
    }
  }

  private void prune(Database database, Instant before, int kept) {
    while (database.writeDerived(tx -> changes.prune(tx, FIRST, before, kept))) {
      // The next part.
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_behindAKeyThatIsNotThereYet_isAGap(Engine engine) {
    try (Database database = engine.open(directory)) {
      seed(database);
      append(database, FIRST, 0, 3);
      ChangePage page = read(database, FIRST, 9, 10);
      assertThat(page.gap()).isEqualTo(new ChangePage.Gap(9, 3));
      assertThat(page.changes()).isEmpty();
      assertThat(page.through()).isEqualTo(3);
    }
  }

  /** Two nodes write, each in long transactions; whoever reads meanwhile passes over nothing. */
  @Test
  void read_whileTwoNodesWrite_neverFindsASmallerKeyLater() throws InterruptedException {
    String url = TestPostgres.newDatabaseUrl();
    try (Database one = Database.postgres(PostgresAddress.parse(url));
        Database two = Database.postgres(PostgresAddress.parse(url))) {
      seed(one);
      CountDownLatch appended = new CountDownLatch(1);
      Semaphore mayCommit = new Semaphore(0);
      Thread slow =
          Thread.ofVirtual()
              .start(() ->
                  one.write(tx -> {
                    changes.append(tx, List.of(entered(FIRST, 1, 0)));
                    appended.countDown();
                    mayCommit.acquireUninterruptibly();
                    return 0;
                  }));
      appended.await();
      Thread quick = Thread.ofVirtual().start(() -> append(two, FIRST, 2, 3));
      Await.until(() -> isWaiting(two));
      assertThat(read(two, FIRST, 0, 9)).isEqualTo(new ChangePage(List.of(), 0, false, null));
      mayCommit.release();
      slow.join();
      quick.join();
      assertThat(audiences(read(two, FIRST, 0, 9))).containsExactly(1L, 2L);
    }
  }

  private static boolean isWaiting(Database database) {
    return database.read(tx ->
        tx.query("SELECT COUNT(*) FROM pg_locks WHERE NOT granted").mapTo(Long.class).one() > 0);
  }
}
