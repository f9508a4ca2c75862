package dev.gumleaf.store;

import static dev.gumleaf.pipeline.SampleStore.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.pipeline.SampleStore;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextRedactionTest {
  private static final ErasedTexts ANN = new ErasedTexts(List.of("ann@acme.test"));

  @TempDir Path directory;

  private static long redact(SampleStore store) {
    return new TextRedaction(store.database()).redact(WORKSPACE, CustomerText.COLUMNS, ANN);
  }

  private static List<String> texts(SampleStore store, String table, String column) {
    return store.read(tx ->
        tx.query("SELECT %1$s FROM %2$s WHERE %1$s IS NOT NULL ORDER BY 1".formatted(column, table))
            .mapTo(String.class)
            .list());
  }

  private static String event(String name, String id, String properties, String others) {
    return """
    {"domain":"acme.test","events":[{"type":"track","event":"%s","message_id":"%s",
      "sent_at":"2026-01-05T10:00:00Z","properties":%s%s}]}
    """
        .formatted(name, id, properties, others);
  }

  @ParameterizedTest
  @EnumSource
  void redact_allColumns_leavesNoTextAndEverythingReadable(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.receive(
          """
          {"domain":"acme.test","identifies":[{"type":"identify","sent_at":"2026-01-05T10:00:00Z",
            "traits":{"name":"Acme of ANN@acme.test","Owner":"Ann@Acme.test","ann@acme.test":1,
              "list":["x",{"ANN\\u0040acme.test":"ann%40acme.test"}]}}]}
          """);
      store.receive(
          """
          {"domain":"acme.test","identifies":[{"type":"identify","sent_at":"2026-01-05T10:00:00Z",
            "traits":{"group_id":"ann@acme.test","plan":"pro"}}]}
          """);
      store.receive(
          event("ann@acme.test came", "ann@acme.test-1", "{\"by\":\"ann@acme.test\"}", ""));
      store.receive(event("came", "m-2", "{\"a\":1}", ",\"note\":\"for ann@acme.test\""));
      store.receive(event("came", "m-2", "{\"a\":\"ann@acme.test\"}", ""));
      store.receive("{\"domain\":\"gmail.com\",\"events\":[{\"x\":\"ann\\u0040acme.test\"}]}");
      store.receive("{\"domain\":\"ann@gmail.com\",\"events\":[{\"x\":\"ann@acme.test\"}]}");

      assertThat(redact(store)).isPositive();

      for (TextColumn column : CustomerText.COLUMNS) {
        assertThat(texts(store, column.table().name(), column.name()))
            .as(column.toString())
            .allSatisfy(text ->
                assertThat(text.toLowerCase(Locale.ROOT))
                    .doesNotContain("ann@acme.test", "ann\\u0040", "ann%40"));
      }
      assertThat(redact(store)).as("again").isZero();
      assertThat(store.account("acme.test").name()).isEqualTo("Acme of [erased]");
      assertThat(texts(store, "names", "name")).containsExactly("[erased] came", "came");
      assertThat(texts(store, "entries", "message_id")).containsExactly("[erased]-1", "m-2");
      assertThat(texts(store, "entries", "others")).containsExactly("{\"note\":\"for [erased]\"}");
      assertThat(texts(store, "traits", "value"))
          .contains("\"[erased]\"", "[\"x\",{\"[erased]\":\"[erased]\"}]");
      assertThat(store.read(tx -> new TraitStore().list(tx, store.account("acme.test"))).keySet())
          .containsExactly("", "[erased]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void redact_uniqueColumns_numbersWhatWouldBecomeOne(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.receive(event("[erased] came", "m-1", "{}", ""));
      store.receive(event("ann@acme.test came", "m-2", "{}", ""));
      store.receive(event("ANN@acme.test came", "m-3", "{}", ""));
      store.identify(
          "acme.test",
          SampleStore.minute(1),
          "{\"ann@acme.test\":1,\"ann%40acme.test\":2,\"by_ann@acme.test\":3}");

      redact(store);

      assertThat(texts(store, "names", "name"))
          .containsExactlyInAnyOrder("[erased] came", "[erased] came 2", "[erased] came 3");
      assertThat(texts(store, "traits", "name"))
          .containsExactlyInAnyOrder("[erased]", "[erased] 2", "by_[erased]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void redact_search_findsTheNewNameOnly(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.identify("acme.test", SampleStore.minute(1), "{\"name\":\"Ann@acme.test Inc\"}");
      redact(store);
      assertThat(texts(store, "accounts", "search"))
          .singleElement()
          .asString()
          .contains("[erased] inc");
    }
  }

  @ParameterizedTest
  @EnumSource
  void redact_otherWorkspace_staysAsItIs(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      store.receive(event("ann@acme.test came", "m-1", "{\"by\":\"ann@acme.test\"}", ""));
      long changed =
          new TextRedaction(store.database()).redact(new WorkspaceId(2), CustomerText.COLUMNS, ANN);
      assertThat(changed).isZero();
      assertThat(texts(store, "entries", "body")).containsExactly("{\"by\":\"ann@acme.test\"}");
    }
  }

  /** More rows, and longer texts, than one transaction looks at. */
  @ParameterizedTest
  @EnumSource
  void redact_manyRows_changesExactlyThoseThatHoldIt(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      int rows = 2_500;
      String tail = "x".repeat(2_000);
      store.write(tx -> {
        for (int i = 1; i <= rows; i++) {
          tx.update(
                  """
                  INSERT INTO entry_fates (fate_key, workspace_id, fate, reason, detail, kind,
                    entry_index, request_id, received_at, content)
                  VALUES (:key, 1, 'rejected', 'r', 'd', 1, 0, 'req', 0, :content)
                  """)
              .bind("key", i)
              .bind("content", (i % 7 == 0 ? "ann@acme.test " : "bob@acme.test ") + i + tail)
              .execute();
        }
        return rows;
      });
      assertThat(redact(store)).isEqualTo(rows / 7);
      List<String> contents = texts(store, "entry_fates", "content");
      assertThat(contents).filteredOn(text -> text.startsWith("[erased] ")).hasSize(rows / 7);
      assertThat(contents)
          .filteredOn(text -> text.startsWith("bob@acme.test "))
          .hasSize(rows - rows / 7);
    }
  }

  /** What it repeats cannot be compared any more, and its content is what was erased. */
  @ParameterizedTest
  @EnumSource
  void receive_copyOfARedactedEntry_isARepeatAndStoresNothing(Engine engine) {
    try (SampleStore store = SampleStore.open(engine, directory)) {
      String known = event("came", "m-1", "{\"by\":\"ann@acme.test\"}", "");
      String byContent = known.replace("\"message_id\":\"m-1\",", "");
      store.receive(known);
      store.receive(byContent);
      redact(store);
      store.receive(known);
      store.receive(byContent);
      assertThat(texts(store, "entries", "body"))
          .containsExactly("{\"by\":\"[erased]\"}", "{\"by\":\"[erased]\"}");
      assertThat(texts(store, "entry_fates", "fate")).containsExactly("duplicate", "duplicate");
      assertThat(texts(store, "entry_fates", "content")).isEmpty();
    }
  }
}
