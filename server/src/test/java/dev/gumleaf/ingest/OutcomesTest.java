package dev.gumleaf.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.ingest.Outcomes.Announcement;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ItemOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private static final List<EntryOutcome> STORED =
      List.of(
          new EntryOutcome(
              CallKind.TRACK, 0, null, new ItemOutcome.Stored(new AccountId("acct_x"))));

  private final Outcomes outcomes = new Outcomes();
  private final List<Optional<List<EntryOutcome>>> told = new ArrayList<>();

  @Test
  void publish_waitingRequest_isToldOnce() {
    outcomes.announce().waitFor(7, told::add);

    outcomes.publish(6, STORED);
    assertThat(told).isEmpty();
    outcomes.publish(7, STORED);
    outcomes.publish(7, STORED);
    outcomes.expire(7);

    assertThat(told).containsExactly(Optional.of(STORED));
  }

  @Test
  void waitFor_outcomePublishedBefore_isToldAtOnce() {
    Announcement announcement = outcomes.announce();
    outcomes.publish(7, STORED);

    announcement.waitFor(7, told::add);

    assertThat(told).containsExactly(Optional.of(STORED));
  }

  @Test
  void expire_waitingRequest_isToldNothing() {
    outcomes.announce().waitFor(7, told::add);

    outcomes.expire(7);
    outcomes.publish(7, STORED);

    assertThat(told).containsExactly(Optional.empty());
  }

  @Test
  void publish_nobodyAnnounced_isForgotten() {
    outcomes.publish(7, STORED);
    outcomes.announce().withdraw();
    outcomes.publish(8, STORED);

    outcomes.announce().waitFor(7, told::add);
    outcomes.announce().waitFor(8, told::add);

    assertThat(told).isEmpty();
  }

  @Test
  void waitFor_tooManyAreWaiting_isToldNothingAtOnce() {
    for (int i = 1; i <= 10_000; i++) {
      outcomes.announce().waitFor(i, told::add);
    }
    assertThat(told).isEmpty();

    outcomes.announce().waitFor(10_001, told::add);

    assertThat(told).containsExactly(Optional.empty());
  }

  @Test
  void publish_atTheSameTimeAsWaiting_isNeverLost() throws Exception {
    AtomicInteger told = new AtomicInteger();
    int rounds = 5_000;
    CyclicBarrier barrier = new CyclicBarrier(2);
    List<Announcement> announced = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      announced.add(outcomes.announce());
    }
    Thread pipeline =
        Thread.ofPlatform()
            .start(() -> {
              await(barrier);
              for (int i = 0; i < rounds; i++) {
                outcomes.publish(i, STORED);
              }
            });
    await(barrier);
    for (int i = 0; i < rounds; i++) {
      announced.get(i).waitFor(i, known -> told.addAndGet(known.isPresent() ? 1 : 0));
    }
    pipeline.join();

    assertThat(told).hasValue(rounds);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
