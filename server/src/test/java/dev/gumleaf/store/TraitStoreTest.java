package dev.gumleaf.store;

import static dev.gumleaf.pipeline.SampleStore.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.TraitSet;
import dev.gumleaf.pipeline.SampleStore;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraitStoreTest {
  @TempDir Path directory;

  private static SortedMap<String, TraitSet> list(SampleStore store, String domain) {
    AccountView account = store.account(domain);
    return store.read(tx -> new TraitStore().list(tx, account));
  }

  /** Group, name and value of each trait that is shown, in the order shown. */
  private static List<String> shown(SampleStore store, String domain) {
    List<String> shown = new ArrayList<>();
    list(store, domain)
        .forEach((group, traits) ->
            traits
                .byName()
                .forEach((name, trait) ->
                    shown.add(group + "/" + name.value() + " " + trait.value().json())));
    return shown;
  }

  @ParameterizedTest
  @EnumSource
  void list_groups_areSideBySideAndSorted(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.identify("a.test", minute(1), "{\"group_id\":\"sandbox\",\"plan\":\"free\"}");
      store.identify("a.test", minute(1), "{\"group_id\":\"prod\",\"plan\":\"pro\",\"billing\":1}");
      store.identify("a.test", minute(1), "{\"plan\":\"team\"}");
      store.identify("b.test", minute(1), "{\"plan\":\"of another\"}");
      assertThat(shown(store, "a.test"))
          .containsExactly(
              "/plan \"team\"", "prod/billing 1", "prod/plan \"pro\"", "sandbox/plan \"free\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_values_areWhatWasSent(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.identify(
          "a.test",
          minute(1),
          """
          {"a":"q\\"uo\\u00e9\\ud83c\\udf43","b":9007199254740993,"c":1.50,"d":true,
            "e":[2,1],"f":{"z":1,"a":null},"g":""}
          """);
      assertThat(shown(store, "a.test"))
          .containsExactly(
              "/a \"q\\\"uoé🍃\"",
              "/b 9007199254740993",
              "/c 1.50",
              "/d true",
              "/e [2,1]",
              "/f {\"a\":null,\"z\":1}",
              "/g \"\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_deletedTraits_areLeftOutAndSoAreGroupsWithoutOthers(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.identify("a.test", minute(1), "{\"plan\":\"team\",\"seats\":3}");
      store.identify("a.test", minute(1), "{\"group_id\":\"prod\",\"plan\":\"pro\"}");
      store.identify("a.test", minute(2), "{\"plan\":null}");
      store.identify("a.test", minute(2), "{\"group_id\":\"prod\",\"plan\":null}");
      assertThat(shown(store, "a.test")).containsExactly("/seats 3");
      assertThat(list(store, "a.test")).containsOnlyKeys("");
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_mergedAccount_fillsGapsOnly(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.identify("head.test", minute(1), "{\"plan\":\"own\",\"gone\":1}");
      store.identify("head.test", minute(2), "{\"gone\":null}");
      store.identify("member.test", minute(9), "{\"plan\":\"newer\",\"gone\":2,\"seats\":3}");
      store.identify("member.test", minute(9), "{\"group_id\":\"prod\",\"plan\":\"pro\"}");
      long merge = store.merge("member.test", "head.test");
      assertThat(shown(store, "head.test"))
          .as("what was deleted is no gap")
          .containsExactly("/plan \"own\"", "/seats 3", "prod/plan \"pro\"");
      store.undo(merge);
      assertThat(shown(store, "head.test")).containsExactly("/plan \"own\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_severalMergedAccounts_areMergedByRankAndTimeAmongThemselves(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.event("head.test", "E", minute(0));
      store.identify("old.test", minute(1), "{\"plan\":\"old\",\"seats\":1,\"gone\":1}");
      store.identify("new.test", minute(2), "{\"plan\":\"new\",\"gone\":null}");
      store.identifyByBrowser("page.test", minute(3), "{\"plan\":\"claimed\",\"color\":\"red\"}");
      for (String member : List.of("page.test", "new.test", "old.test")) {
        store.merge(member, "head.test");
      }
      assertThat(shown(store, "head.test"))
          .containsExactly("/color \"red\"", "/plan \"new\"", "/seats 1");
    }
  }
}
