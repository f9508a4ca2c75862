package dev.gumleaf.journal;

import static dev.gumleaf.journal.Entries.entry;
import static dev.gumleaf.journal.Entries.framedLength;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.journal.WaitingEntries.Group;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingEntriesTest {
  private static final int ONE = framedLength(10);

  private static boolean offer(WaitingEntries waiting, int bodyLength) {
    return waiting.offer(entry(new byte[bodyLength]), new Answer());
  }

  @Test
  void offer_upToTheLimit_isTakenAndOnePastIsNot() {
    WaitingEntries waiting = new WaitingEntries(3L * ONE);
    assertThat(offer(waiting, 10)).isTrue();
    assertThat(offer(waiting, 10)).isTrue();
    assertThat(offer(waiting, 11)).as("one byte past").isFalse();
    assertThat(offer(waiting, 10)).as("at the limit").isTrue();
    assertThat(waiting.bytes()).isEqualTo(3L * ONE);
    assertThat(offer(waiting, 0)).isFalse();
  }

  @Test
  void offer_afterRelease_hasRoomAgain() {
    WaitingEntries waiting = new WaitingEntries(ONE);
    offer(waiting, 10);
    Group group = waiting.nextGroup(ONE);
    assertThat(offer(waiting, 10)).as("taken, but not synced").isFalse();
    waiting.release(group);
    assertThat(offer(waiting, 10)).isTrue();
  }

  @Test
  void offer_largerThanTheQueue_isTakenOnlyAlone() {
    WaitingEntries waiting = new WaitingEntries(ONE);
    assertThat(offer(waiting, 1000)).isTrue();
    assertThat(offer(waiting, 0)).isFalse();
    waiting.release(waiting.nextGroup(ONE));
    assertThat(waiting.bytes()).isZero();
    offer(waiting, 0);
    assertThat(offer(waiting, 1000)).isFalse();
  }

  @Test
  void nextGroup_bytesLimit_endsTheGroupAtItAndNotBefore() {
    WaitingEntries waiting = new WaitingEntries(Long.MAX_VALUE);
    for (int i = 0; i < 5; i++) {
      offer(waiting, 10);
    }
    assertThat(sizes(waiting, 2 * ONE)).containsExactly(2, 2, 1);
    for (int i = 0; i < 3; i++) {
      offer(waiting, 10);
    }
    assertThat(sizes(waiting, 2 * ONE - 1)).containsExactly(1, 1, 1);
  }

  @Test
  void nextGroup_entryLargerThanAGroup_isAGroupOfItsOwn() {
    WaitingEntries waiting = new WaitingEntries(Long.MAX_VALUE);
    offer(waiting, 10);
    offer(waiting, 1000);
    offer(waiting, 10);
    assertThat(sizes(waiting, 2 * ONE)).containsExactly(1, 1, 1);
  }

  private static List<Integer> sizes(WaitingEntries waiting, int groupBytesMax) {
    List<Integer> sizes = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Group group = waiting.nextGroup(groupBytesMax);
      sizes.add(group.size());
      waiting.release(group);
    }
    return sizes;
  }

  @Test
  void poll_entryThatWaits_givesItsRoomBack() {
    WaitingEntries waiting = new WaitingEntries(ONE);
    offer(waiting, 10);
    assertThat(waiting.poll()).isNotNull();
    assertThat(waiting.poll()).isNull();
    assertThat(waiting.bytes()).isZero();
    assertThat(waiting.isEmpty()).isTrue();
  }

  @Test
  void limits_outOfRange_areRefused() {
    assertThatThrownBy(() -> new JournalLimits(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new JournalLimits(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new JournalLimits(1, Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
