package dev.gumleaf.store;

import static dev.gumleaf.pipeline.SampleStore.WORKSPACE;
import static dev.gumleaf.pipeline.SampleStore.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.pipeline.SampleStore;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.StateDump;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergeStoreTest {
  private static final int ALL = 100;

  @TempDir Path directory;
  @TempDir Path other;
  private final MergeStore merges = new MergeStore();

  /** The shown accounts by their last activity, each with the domains under it. */
  private static List<String> shown(SampleStore store) {
    return store
        .read(tx -> new AccountStore().list(tx, WORKSPACE, "", false, true, Optional.empty(), ALL))
        .items()
        .stream()
        .map(view -> String.join(" ", view.domains().stream().map(Domain::value).toList()))
        .toList();
  }

  private static void events(SampleStore store, String... domains) {
    for (int i = 0; i < domains.length; i++) {
      store.event(domains[i], "E", minute(i));
    }
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @EnumSource
  void merge_chain_isShownUnderItsEnd(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      events(store, "a.test", "b.test", "c.test", "d.test");
      store.merge("a.test", "b.test");
      store.merge("b.test", "c.test");
      assertThat(shown(store)).containsExactly("d.test", "c.test a.test b.test");
      store.merge("d.test", "a.test");
      assertThat(shown(store)).containsExactly("c.test a.test b.test d.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void merge_head_movesToTheNewestActivityUnderIt(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      events(store, "head.test", "between.test", "member.test");
      store.merge("member.test", "head.test");
      assertThat(shown(store)).containsExactly("head.test member.test", "between.test");
      store.event("between.test", "E", minute(10));
      store.event("member.test", "E", minute(11));
      assertThat(shown(store)).containsExactly("head.test member.test", "between.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void merge_whatIsShownAsOneAlready_isRefusedAndChangesNothing(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      events(store, "a.test", "b.test", "c.test");
      store.merge("a.test", "b.test");
      store.merge("b.test", "c.test");
      String before = StateDump.of(store.database());
      assertRefused(ErrorCode.CONFLICT, () -> store.merge("c.test", "a.test"));
      assertRefused(ErrorCode.CONFLICT, () -> store.merge("a.test", "b.test"));
      assertRefused(ErrorCode.CONFLICT, () -> store.merge("a.test", "a.test"));
      assertThat(StateDump.of(store.database())).isEqualTo(before);
      assertThat(list(store, ALL)).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void merge_reasonWithASignThatNotAllEnginesHold_isKeptWithoutIt(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      events(store, "a.test", "b.test");
      AccountKey from = store.account("a.test").key();
      AccountKey into = store.account("b.test").key();
      store.write(tx ->
          merges.merge(
              tx,
              WORKSPACE,
              from,
              into,
              new MergeStore.Note(AccountMerge.Kind.ALIAS, "a\0b", minute(0), "somebody")));
      assertThat(list(store, ALL))
          .extracting(AccountMerge::kind, AccountMerge::reason)
          .containsExactly(tuple(AccountMerge.Kind.ALIAS, "a\ufffdb"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void undo_afterMoreWasReceived_isAsIfItNeverWasMerged(Engine engine) {
    String untouched;
    try (SampleStore never = SampleStore.open(engine, other)) {
      receive(never, 0);
      receive(never, 10);
      untouched = StateDump.of(never.database());
    }
    try (SampleStore store = SampleStore.open(engine, directory)) {
      receive(store, 0);
      long merge = store.merge("a.test", "b.test");
      receive(store, 10);
      assertThat(StateDump.of(store.database())).isNotEqualTo(untouched);
      store.undo(merge);
      assertThat(StateDump.of(store.database())).isEqualTo(untouched);
    }
  }

  private static void receive(SampleStore store, int minute) {
    store.event("a.test", "E", minute(minute + 3));
    store.identify("a.test", minute(minute + 1), "{\"name\":\"A %d\"}".formatted(minute));
    store.event("b.test", "E", minute(minute + 2));
    store.hiddenEvent("a.test", "Hidden", minute(minute + 5));
  }

  @ParameterizedTest
  @EnumSource
  void undo_firstOfAChain_leavesTheOthersInForce(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      events(store, "a.test", "b.test", "c.test");
      long first = store.merge("a.test", "b.test");
      long second = store.merge("b.test", "c.test");
      store.undo(first);
      assertThat(shown(store)).containsExactly("c.test b.test", "a.test");
      store.undo(second);
      assertThat(shown(store)).containsExactly("c.test", "b.test", "a.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void undo_lastOfAChain_showsWhatWasUnderIt(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      events(store, "a.test", "b.test", "c.test");
      store.merge("a.test", "b.test");
      store.undo(store.merge("b.test", "c.test"));
      assertThat(shown(store)).containsExactly("c.test", "b.test a.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void undo_unknownOrUndoneOrOfAnotherWorkspace_isRefused(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      events(store, "a.test", "b.test");
      long merge = store.merge("a.test", "b.test");
      assertRefused(ErrorCode.NOT_FOUND, () -> store.undo(merge + 1));
      assertRefused(ErrorCode.NOT_FOUND, () -> undoIn(store, new WorkspaceId(2), merge));
      store.undo(merge);
      assertRefused(ErrorCode.CONFLICT, () -> store.undo(merge));
      store.merge("a.test", "b.test");
      assertThat(shown(store)).containsExactly("b.test a.test");
    }
  }

  private void undoIn(SampleStore store, WorkspaceId workspace, long merge) {
    store.write(tx -> {
      merges.undo(tx, workspace, merge, minute(0), "somebody");
      return merge;
    });
  }

  @ParameterizedTest
  @EnumSource
  void alias_domainThatWasNeverSeen_showsWhatComesForItLater(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      events(store, "head.test", "other.test");
      store.addUnseenDomain("alias.test", "head.test");
      assertThat(shown(store)).containsExactly("other.test", "head.test alias.test");
      store.event("alias.test", "E", minute(9));
      assertThat(shown(store)).containsExactly("head.test alias.test", "other.test");
      assertThat(store.account("alias.test").events()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_pages_areTheLogNewestFirst(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      events(store, "a.test", "b.test", "c.test", "d.test");
      long first = store.merge("a.test", "b.test");
      store.merge("c.test", "d.test");
      store.merge("b.test", "d.test");
      store.undo(first);
      for (int limit = 1; limit <= 4; limit++) {
        assertThat(list(store, limit))
            .extracting(merge -> merge.fromDomain().value() + " " + merge.intoDomain().value())
            .containsExactly("b.test d.test", "c.test d.test", "a.test b.test");
      }
      assertThat(list(store, ALL).getLast())
          .satisfies(undone -> {
            assertThat(undone.id()).isEqualTo(first);
            assertThat(undone.kind()).isEqualTo(AccountMerge.Kind.MERGE);
            assertThat(undone.reason()).isEqualTo("a reason");
            assertThat(undone.createdAt()).isEqualTo(minute(0));
            assertThat(undone.undoneAt()).isEqualTo(minute(1));
            assertThat(undone.undoneBy()).isEqualTo("somebody");
          });
      Page<AccountMerge> ofAnother =
          store.read(tx -> merges.list(tx, new WorkspaceId(2), Optional.empty(), ALL));
      assertThat(ofAnother.items()).isEmpty();
    }
  }

  private List<AccountMerge> list(SampleStore store, int limit) {
    return PageWalk.items(
        limit, (after, max) -> store.read(tx -> merges.list(tx, WORKSPACE, after, max)));
  }

  /** The edges in force, from one domain to another, are all that decides what is shown. */
  @ParameterizedTest
  @EnumSource
  void mergesAndUndos_atRandom_showWhatTheEdgesInForceSay(Engine engine) {
    long seed = 20260105;
    Random random = new Random(seed);
    try (SampleStore store = SampleStore.open(engine, directory)) {
      List<String> domains = List.of("a.test", "b.test", "c.test", "d.test", "e.test", "f.test");
      events(store, domains.toArray(String[]::new));
      Map<Long, String[]> edges = new HashMap<>();
      for (int step = 0; step < 60; step++) {
        List<Long> inForce = new ArrayList<>(edges.keySet());
        if (!inForce.isEmpty() && random.nextInt(3) == 0) {
          long merge = inForce.get(random.nextInt(inForce.size()));
          store.undo(merge);
          edges.remove(merge);
        } else {
          String from = head(domains.get(random.nextInt(domains.size())), edges);
          String into = head(domains.get(random.nextInt(domains.size())), edges);
          if (!from.equals(into)) {
            edges.put(store.merge(from, into), new String[] {from, into});
          }
        }
        for (String domain : domains) {
          assertThat(store.account(domain).domain().value())
              .as("seed %d, step %d, %s", seed, step, domain)
              .isEqualTo(head(domain, edges));
        }
        assertThat(shown(store))
            .hasSize((int) domains.stream().filter(d -> head(d, edges).equals(d)).count());
      }
    }
  }

  private static String head(String domain, Map<Long, String[]> edges) {
    String head = domain;
    boolean moved = true;
    while (moved) {
      moved = false;
      for (String[] edge : edges.values()) {
        if (edge[0].equals(head)) {
          head = edge[1];
          moved = true;
          break;
        }
      }
    }
    return head;
  }
}
