package dev.gumleaf.store;

import static dev.gumleaf.pipeline.SampleStore.WORKSPACE;
import static dev.gumleaf.pipeline.SampleStore.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.pipeline.SampleStore;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountStoreTest {
  private static final int ALL = 100;

  @TempDir Path directory;
  private final AccountStore accounts = new AccountStore();

  private PageWalk.Listing<AccountView> listing(
      SampleStore store, String search, boolean newestFirst) {
    return (after, limit) ->
        store.read(tx -> accounts.list(tx, WORKSPACE, search, false, newestFirst, after, limit));
  }

  private List<String> list(SampleStore store, boolean newestFirst, int limit) {
    return domains(PageWalk.items(limit, listing(store, "", newestFirst)));
  }

  private List<String> search(SampleStore store, String search) {
    return domains(PageWalk.items(ALL, listing(store, search, true)));
  }

  private static List<String> domains(List<AccountView> views) {
    return views.stream().map(view -> view.domain().value()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void list_bothWays_isOrderedByTheLastActivity(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.event("b.test", "E", minute(2));
      store.identify("c.test", minute(3), "{\"n\":1}");
      store.event("a.test", "E", minute(1));
      store.event("b.test", "An old one", minute(0));
      assertThat(list(store, true, ALL)).containsExactly("c.test", "b.test", "a.test");
      assertThat(list(store, false, ALL)).containsExactly("a.test", "b.test", "c.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_withoutActivityThatShows_isLeftOutButFound(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.event("seen.test", "E", minute(1));
      store.hiddenEvent("hidden.test", "E", minute(2));
      assertThat(list(store, true, ALL)).containsExactly("seen.test");
      assertThat(store.account("hidden.test"))
          .satisfies(view -> {
            assertThat(view.marked()).isEqualTo(1);
            assertThat(view.events()).isZero();
            assertThat(view.lastSeenAt()).isNull();
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_pagesOfEqualTimes_haveNoGapsAndNoRepeats(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      for (int i = 0; i < 7; i++) {
        store.event("d" + i + ".test", "E", minute(i / 3));
      }
      List<String> whole = list(store, true, ALL);
      assertThat(whole).hasSize(7).doesNotHaveDuplicates();
      for (int limit = 1; limit <= 8; limit++) {
        assertThat(list(store, true, limit)).isEqualTo(whole);
        assertThat(list(store, false, limit)).isEqualTo(whole.reversed());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_rowsMoveBetweenPages_showsTheOthersOnce(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      for (int i = 1; i <= 6; i++) {
        store.event("d" + i + ".test", "E", minute(i));
      }
      PageWalk.Listing<AccountView> newest = listing(store, "", true);
      Page<AccountView> first = newest.page(Optional.empty(), 2);
      store.event("d5.test", "Seen on the first page", minute(11));
      store.event("d3.test", "Not seen yet", minute(12));
      store.event("new.test", "E", minute(13));
      assertThat(domains(first.items())).containsExactly("d6.test", "d5.test");
      assertThat(domains(PageWalk.itemsBehind(first.next(), 2, newest)))
          .containsExactly("d4.test", "d2.test", "d1.test");
      PageWalk.Listing<AccountView> oldest = listing(store, "", false);
      Page<AccountView> oldestFirst = oldest.page(Optional.empty(), 2);
      store.event("d4.test", "E", minute(20));
      assertThat(domains(oldestFirst.items())).containsExactly("d1.test", "d2.test");
      assertThat(domains(PageWalk.itemsBehind(oldestFirst.next(), 2, oldest)))
          .as("what moved to the end is met there")
          .containsExactly("d6.test", "d5.test", "d3.test", "new.test", "d4.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_search_takesSignsAsTheyAre(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      named(store, "percent.test", "100% Wool");
      named(store, "plain.test", "1001 Wool");
      named(store, "underscore.test", "snake_case");
      named(store, "dash.test", "snake-case");
      named(store, "bang.test", "Yahoo!");
      named(store, "slash.test", "back\\\\slash");
      named(store, "quote.test", "it's");
      assertThat(search(store, "100%")).containsExactly("percent.test");
      assertThat(search(store, "0_ W")).isEmpty();
      assertThat(search(store, "e_c")).containsExactly("underscore.test");
      assertThat(search(store, "o!")).containsExactly("bang.test");
      assertThat(search(store, "!%")).isEmpty();
      assertThat(search(store, "k\\s")).containsExactly("slash.test");
      assertThat(search(store, "t's")).containsExactly("quote.test");
      assertThat(search(store, "no such name")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_search_findsPartsOfNamesAndDomainsInAnyCase(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      named(store, "aerzte.test", "Ärzte GmbH");
      named(store, "zhuk.test", "ЖУК");
      store.event("nameless.test", "E", minute(1));
      assertThat(search(store, "äRZT")).containsExactly("aerzte.test");
      assertThat(search(store, "ÄRZTE gmbh")).containsExactly("aerzte.test");
      assertThat(search(store, "жу")).containsExactly("zhuk.test");
      assertThat(search(store, "NAMEless")).containsExactly("nameless.test");
      assertThat(search(store, ".test")).hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_searchInPages_isWhole(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      for (int i = 0; i < 6; i++) {
        store.event((i % 2 == 0 ? "even" : "odd") + i + ".test", "E", minute(i));
      }
      assertThat(domains(PageWalk.items(2, listing(store, "even", false))))
          .containsExactly("even0.test", "even2.test", "even4.test");
    }
  }

  private static void named(SampleStore store, String domain, String name) {
    store.identify(domain, minute(1), "{\"name\":\"" + name + "\"}");
  }

  @ParameterizedTest
  @EnumSource
  void find_mergedAccounts_areAddedUpUnderTheirHead(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.event("head.test", "E", minute(5));
      store.event("z.test", "E", minute(9));
      store.identify("a.test", minute(1), "{\"name\":\"Of a member\"}");
      store.hiddenEvent("a.test", "E", minute(20));
      AccountId id = store.account("a.test").id();
      store.merge("z.test", "head.test");
      store.merge("a.test", "head.test");
      AccountView view = store.account("z.test");
      assertThat(view.domains())
          .extracting(Domain::value)
          .containsExactly("head.test", "a.test", "z.test");
      assertThat(view.events()).isEqualTo(2);
      assertThat(view.identifies()).isEqualTo(1);
      assertThat(view.marked()).isEqualTo(1);
      assertThat(view.firstSeenAt()).isEqualTo(minute(1));
      assertThat(view.lastSeenAt()).isEqualTo(minute(9));
      assertThat(view.name()).isEqualTo("Of a member");
      assertThat(findById(store, WORKSPACE, id)).contains(view);
      assertThat(PageWalk.items(ALL, listing(store, "", true))).containsExactly(view);
    }
  }

  @ParameterizedTest
  @EnumSource
  void find_unknownOrOfAnotherWorkspace_isEmpty(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.event("a.test", "E", minute(1));
      WorkspaceId other = new WorkspaceId(2);
      AccountId id = store.account("a.test").id();
      assertThat(findByDomain(store, WORKSPACE, "b.test")).isEmpty();
      assertThat(findByDomain(store, other, "a.test")).isEmpty();
      assertThat(findById(store, other, id)).isEmpty();
      Page<AccountView> list =
          store.read(tx -> accounts.list(tx, other, "", false, true, Optional.empty(), ALL));
      assertThat(list).isEqualTo(new Page<>(List.of(), Optional.empty()));
    }
  }

  private Optional<AccountView> findByDomain(
      SampleStore store, WorkspaceId workspace, String domain) {
    return store.read(tx -> accounts.findByDomain(tx, workspace, new Domain(domain)));
  }

  private Optional<AccountView> findById(SampleStore store, WorkspaceId workspace, AccountId id) {
    return store.read(tx -> accounts.findById(tx, workspace, id));
  }
}
