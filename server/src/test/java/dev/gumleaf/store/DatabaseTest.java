package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class DatabaseTest {
  @TempDir Path directory;

  private static long counter(Transaction tx) {
    return tx.query("SELECT value FROM counters WHERE name = 'account_key'")
        .mapTo(Long.class)
        .one();
  }

  private static long counter(Database database) {
    return database.read(DatabaseTest::counter);
  }

  private static int setCounter(Transaction tx, long value) {
    return tx.update("UPDATE counters SET value = :value WHERE name = 'account_key'")
        .bind("value", value)
        .execute();
  }

  @ParameterizedTest
  @EnumSource
  void write_workFails_leavesNothing(Engine engine) {
    try (Database database = engine.open(directory)) {
      assertThatThrownBy(() ->
              database.write(tx -> {
                setCounter(tx, 7);
                throw new IllegalStateException("on purpose");
              }))
          .hasMessageContaining("on purpose");
      assertThat(counter(database)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void write_statementFails_leavesNothingAndIsNamedAsRefused(Engine engine) {
    try (Database database = engine.open(directory)) {
      assertThatThrownBy(() ->
              database.write(tx -> {
                setCounter(tx, 7);
                return tx.update("INSERT INTO counters (name, value) VALUES ('account_key', 1)")
                    .execute();
              }))
          .isInstanceOf(RefusedStatementException.class);
      assertThat(counter(database)).isZero();
      int written = database.write(tx -> setCounter(tx, 8));
      assertThat(written).as("the next one works").isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void writeDerived_workDone_isSeenByReaders(Engine engine) {
    try (Database database = engine.open(directory)) {
      database.writeDerived(tx -> setCounter(tx, 7));
      assertThat(counter(database)).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_whileOthersWrite_seesOneState(Engine engine) {
    try (Database database = engine.open(directory)) {
      List<Long> seen = new ArrayList<>();
      database.read(tx -> {
        seen.add(counter(tx));
        CompletableFuture.runAsync(() -> database.write(other -> setCounter(other, 7))).join();
        return seen.add(counter(tx));
      });
      assertThat(seen).containsExactly(0L, 0L);
      assertThat(counter(database)).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_whileAWriteIsOpen_neitherWaitsNorSeesIt(Engine engine) {
    try (Database database = engine.open(directory)) {
      long seen =
          database.write(tx -> {
            setCounter(tx, 7);
            return CompletableFuture.supplyAsync(() -> counter(database)).join();
          });
      assertThat(seen).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void read_thatWrites_isRefused(Engine engine) {
    try (Database database = engine.open(directory)) {
      assertThatThrownBy(() -> database.read(tx -> setCounter(tx, 7)))
          .isInstanceOf(StoreException.class);
      assertThat(counter(database)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void write_others_waitAndRunInTheOrderTheyCame(Engine engine) throws Exception {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Database database = engine.open(directory)) {
      threads.add(
          Thread.ofPlatform()
              .start(() ->
                  database.write(tx -> {
                    begun.countDown();
                    return awaits(release) && order.add(0);
                  })));
      begun.await();
      for (int i = 1; i <= 5; i++) {
        int number = i;
        Thread thread =
            Thread.ofPlatform()
                .start(
                    () -> database.write(tx -> order.add(number) && setCounter(tx, number) == 1));
        while (thread.getState() != Thread.State.WAITING) {
          Thread.onSpinWait();
        }
        threads.add(thread);
      }
      release.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(order).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(counter(database)).isEqualTo(5);
    }
  }

  private static boolean awaits(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
