package dev.gumleaf.store;

import static dev.gumleaf.pipeline.SampleStore.WORKSPACE;
import static dev.gumleaf.pipeline.SampleStore.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.pipeline.SampleStore;
import dev.gumleaf.store.Fate.Outcome;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FateStoreTest {
  private static final int ALL = 100;

  @TempDir Path directory;
  private final FateStore fates = new FateStore();

  private static void insert(
      SampleStore store, Outcome outcome, String reason, CallKind kind, String messageId) {
    Fate fate =
        new Fate(
            WORKSPACE,
            outcome,
            reason,
            "a detail",
            kind,
            7,
            messageId.isEmpty() ? null : new MessageId(messageId),
            null,
            "req_1",
            minute(1),
            "{}",
            null);
    store.write(tx -> {
      new Derivation(tx).insertFates(List.of(fate));
      return fate;
    });
  }

  private static void reject(SampleStore store, String reason, String messageId) {
    insert(store, Outcome.REJECTED, reason, CallKind.TRACK, messageId);
  }

  private PageWalk.Listing<ListedFate> listing(
      SampleStore store, Outcome outcome, Optional<String> reason) {
    return (after, limit) ->
        store.read(tx -> fates.list(tx, WORKSPACE, outcome, reason, after, limit));
  }

  private List<String> ids(SampleStore store, Outcome outcome, Optional<String> reason, int limit) {
    return PageWalk.items(limit, listing(store, outcome, reason)).stream()
        .map(fate -> String.valueOf(fate.messageId()))
        .toList();
  }

  private List<ListedFate> find(SampleStore store, String messageId, int limit) {
    return store.read(tx -> fates.findByMessageId(tx, WORKSPACE, new MessageId(messageId), limit));
  }

  @ParameterizedTest
  @EnumSource
  void list_outcome_isNewestFirstInPagesWithoutGaps(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      for (int i = 1; i <= 5; i++) {
        reject(store, i % 2 == 0 ? "even" : "odd", "m" + i);
        insert(store, Outcome.DUPLICATE, "duplicate", CallKind.TRACK, "d" + i);
      }
      for (int limit = 1; limit <= 6; limit++) {
        assertThat(ids(store, Outcome.REJECTED, Optional.empty(), limit))
            .containsExactly("m5", "m4", "m3", "m2", "m1");
        assertThat(ids(store, Outcome.REJECTED, Optional.of("odd"), limit))
            .containsExactly("m5", "m3", "m1");
      }
      assertThat(ids(store, Outcome.REJECTED, Optional.of("Odd"), ALL)).isEmpty();
      assertThat(ids(store, Outcome.REJECTED, Optional.of("nul \0"), ALL)).isEmpty();
      assertThat(ids(store, Outcome.SET_ASIDE, Optional.empty(), ALL)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_fatesArriveBetweenPages_movesNothing(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      for (int i = 1; i <= 4; i++) {
        reject(store, "r", "m" + i);
      }
      PageWalk.Listing<ListedFate> rejected = listing(store, Outcome.REJECTED, Optional.empty());
      Page<ListedFate> first = rejected.page(Optional.empty(), 2);
      reject(store, "r", "m5");
      assertThat(PageWalk.itemsBehind(first.next(), 2, rejected))
          .extracting(ListedFate::messageId)
          .containsExactly("m2", "m1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_fate_saysAllThatIsKnown(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      insert(store, Outcome.SET_ASIDE, "bug", CallKind.IDENTIFY, "");
      assertThat(PageWalk.items(ALL, listing(store, Outcome.SET_ASIDE, Optional.empty())))
          .containsExactly(
              new ListedFate(
                  1,
                  "set_aside",
                  "bug",
                  "a detail",
                  CallKind.IDENTIFY,
                  7,
                  null,
                  null,
                  null,
                  "req_1",
                  minute(1),
                  "{}"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_anotherWorkspace_seesNothing(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      reject(store, "r", "m");
      WorkspaceId other = new WorkspaceId(2);
      Page<ListedFate> page =
          store.read(tx ->
              fates.list(tx, other, Outcome.REJECTED, Optional.empty(), Optional.empty(), ALL));
      List<ListedFate> found =
          store.read(tx -> fates.findByMessageId(tx, other, new MessageId("m"), ALL));
      assertThat(page).isEqualTo(new Page<>(List.of(), Optional.empty()));
      assertThat(found).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void findByMessageId_anyOutcomeAndKind_isOldestFirstUpToTheLimit(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      reject(store, "first", "same");
      reject(store, "of another", "other");
      insert(store, Outcome.DUPLICATE, "second", CallKind.IDENTIFY, "same");
      insert(store, Outcome.CONFLICT, "third", CallKind.TRACK, "same");
      assertThat(reasons(store, "same", ALL)).containsExactly("first", "second", "third");
      assertThat(reasons(store, "same", 2)).containsExactly("first", "second");
      assertThat(reasons(store, "Same", ALL)).isEmpty();
      reject(store, "with nul", "a\0b");
      assertThat(reasons(store, "a\0b", ALL)).containsExactly("with nul");
    }
  }

  private List<String> reasons(SampleStore store, String messageId, int limit) {
    return find(store, messageId, limit).stream().map(ListedFate::reason).toList();
  }

  @ParameterizedTest
  @EnumSource
  void list_fateOfAKnownAccount_namesIt(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      for (int i = 0; i < 2; i++) {
        store.receive(
            """
            {"domain":"a.test","events":[{"type":"track","event":"E","message_id":"m"}]}
            """);
      }
      assertThat(find(store, "m", ALL))
          .singleElement()
          .satisfies(repeat -> {
            assertThat(repeat.outcome()).isEqualTo("duplicate");
            assertThat(repeat.account()).isEqualTo(store.account("a.test").id());
          });
    }
  }
}
