package dev.gumleaf.store;

import static dev.gumleaf.pipeline.SampleStore.WORKSPACE;
import static dev.gumleaf.pipeline.SampleStore.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.pipeline.SampleStore;
import dev.gumleaf.store.EntryStore.Filter;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntryStoreTest {
  private static final Filter EVENTS =
      new Filter(
          CallKind.TRACK,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          /* hidden= */ false);
  private static final int ALL = 100;

  @TempDir Path directory;
  private final EntryStore entries = new EntryStore();

  private List<StoredEntry> list(SampleStore store, String domain, Filter filter) {
    return list(store, domain, filter, ALL);
  }

  private List<StoredEntry> list(SampleStore store, String domain, Filter filter, int limit) {
    AccountView account = store.account(domain);
    return PageWalk.items(
        limit, (after, max) -> store.read(tx -> entries.list(tx, account, filter, after, max)));
  }

  private List<String> names(SampleStore store, String domain, Filter filter) {
    return list(store, domain, filter).stream().map(StoredEntry::event).toList();
  }

  private static Filter named(String name) {
    return new Filter(
        CallKind.TRACK, Optional.of(name), Optional.empty(), Optional.empty(), /* hidden= */ false);
  }

  private static Filter between(Instant since, Instant until) {
    return new Filter(
        CallKind.TRACK, Optional.empty(), Optional.of(since), Optional.of(until), false);
  }

  @ParameterizedTest
  @EnumSource
  void list_oneKind_isNewestFirstByWhenItHolds(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.event("a.test", "Second", minute(2));
      store.event("a.test", "First", minute(1));
      store.event("a.test", "Third", minute(3));
      store.event("b.test", "Of another", minute(2));
      store.identify("a.test", minute(4), "{\"seats\":1}");
      assertThat(names(store, "a.test", EVENTS)).containsExactly("Third", "Second", "First");
      Filter identifies =
          new Filter(
              CallKind.IDENTIFY, Optional.empty(), Optional.empty(), Optional.empty(), false);
      assertThat(list(store, "a.test", identifies))
          .singleElement()
          .satisfies(identify -> {
            assertThat(identify.event()).isEmpty();
            assertThat(identify.body()).isEqualTo("{\"seats\":1}");
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_name_isTakenWholeAndInItsCase(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.event("a.test", "Signed Up", minute(1));
      store.event("a.test", "signed up", minute(2));
      store.event("a.test", "Signed", minute(3));
      assertThat(names(store, "a.test", named("Signed Up"))).containsExactly("Signed Up");
      assertThat(names(store, "a.test", named("Signed%"))).isEmpty();
      assertThat(names(store, "a.test", named("Never sent"))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_sinceAndUntil_takeTheFirstInstantAndLeaveTheLast(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.event("a.test", "Before", minute(1).minusMillis(1));
      store.event("a.test", "First", minute(1));
      store.event("a.test", "Last", minute(2).minusMillis(1));
      store.event("a.test", "Behind", minute(2));
      assertThat(names(store, "a.test", between(minute(1), minute(2))))
          .containsExactly("Last", "First");
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_hiddenMark_isShownOnRequestOnly(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.event("a.test", "Seen", minute(1));
      store.hiddenEvent("a.test", "Hidden", minute(2));
      store.event("a.test", "Ahead of its time", Instant.parse("2099-01-01T00:00:00Z"));
      assertThat(names(store, "a.test", EVENTS)).containsExactly("Ahead of its time", "Seen");
      Filter all =
          new Filter(CallKind.TRACK, Optional.empty(), Optional.empty(), Optional.empty(), true);
      assertThat(list(store, "a.test", all))
          .extracting(StoredEntry::event, entry -> List.copyOf(entry.marks()))
          .contains(tuple("Hidden", List.of(Mark.NO_USER_AGENT)), tuple("Seen", List.of()))
          .hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_pagesOfEqualTimes_haveNoGapsAndNoRepeats(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      List<String> sent = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        sent.add(store.event("a.test", "Same " + i % 2, minute(i / 4)));
        store.event("b.test", "Of another", minute(i / 4));
        store.hiddenEvent("a.test", "Hidden", minute(i / 4));
      }
      for (int limit = 1; limit <= 10; limit++) {
        List<StoredEntry> walked = list(store, "a.test", EVENTS, limit);
        assertThat(walked)
            .extracting(StoredEntry::messageId)
            .as("pages of %d", limit)
            .containsExactlyInAnyOrderElementsOf(sent);
        assertThat(walked)
            .extracting(StoredEntry::effectiveAt)
            .isSortedAccordingTo(Comparator.reverseOrder());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_entriesArriveBetweenPages_repeatNothing(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      for (int i = 1; i <= 4; i++) {
        store.event("a.test", "Event " + i, minute(i));
      }
      AccountView account = store.account("a.test");
      Page<StoredEntry> first =
          store.read(tx -> entries.list(tx, account, EVENTS, Optional.empty(), 2));
      store.event("a.test", "Newer", minute(9));
      store.event("a.test", "Late", minute(2).plusMillis(1));
      List<StoredEntry> rest =
          PageWalk.itemsBehind(
              first.next(),
              2,
              (after, limit) -> store.read(tx -> entries.list(tx, account, EVENTS, after, limit)));
      assertThat(first.items())
          .extracting(StoredEntry::event)
          .containsExactly("Event 4", "Event 3");
      assertThat(rest).extracting(StoredEntry::event).containsExactly("Late", "Event 2", "Event 1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_mergedAccounts_areOneListAndSayWhoseTheyAre(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.event("head.test", "One", minute(1));
      store.event("a.test", "Two", minute(2));
      store.event("b.test", "Three", minute(3));
      store.event("head.test", "Four", minute(4));
      var ofB = store.account("b.test").id();
      store.merge("a.test", "head.test");
      long merge = store.merge("b.test", "head.test");
      for (int limit = 1; limit <= 4; limit++) {
        assertThat(list(store, "head.test", EVENTS, limit))
            .extracting(StoredEntry::event)
            .containsExactly("Four", "Three", "Two", "One");
      }
      assertThat(list(store, "head.test", named("Three")))
          .extracting(StoredEntry::account)
          .containsExactly(ofB);
      store.undo(merge);
      assertThat(names(store, "head.test", EVENTS)).containsExactly("Four", "Two", "One");
      assertThat(names(store, "b.test", EVENTS)).containsExactly("Three");
    }
  }

  @ParameterizedTest
  @EnumSource
  void findByMessageId_entriesOfSeveralAccountsAndKinds_areAllFound(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      for (String domain : List.of("a.test", "b.test")) {
        store.receive(
            """
            {"domain":"%s","events":[{"type":"track","event":"E","message_id":"same"}],
              "identifies":[{"type":"identify","message_id":"same","traits":{"n":1}}]}
            """
                .formatted(domain));
      }
      store.event("a.test", "Other", minute(1));
      assertThat(find(store, WORKSPACE, "same"))
          .extracting(StoredEntry::account, StoredEntry::kind)
          .containsExactlyInAnyOrder(
              tuple(store.account("a.test").id(), CallKind.TRACK),
              tuple(store.account("a.test").id(), CallKind.IDENTIFY),
              tuple(store.account("b.test").id(), CallKind.TRACK),
              tuple(store.account("b.test").id(), CallKind.IDENTIFY));
      assertThat(find(store, WORKSPACE, "SAME")).isEmpty();
      assertThat(find(store, WORKSPACE, "nul \0")).isEmpty();
      assertThat(find(store, new WorkspaceId(2), "same")).isEmpty();
    }
  }

  private List<StoredEntry> find(SampleStore store, WorkspaceId workspace, String id) {
    return store.read(tx -> entries.findByMessageId(tx, workspace, new MessageId(id), 100));
  }
}
