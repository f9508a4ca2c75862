package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.store.Database;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.StateDump;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VisitorPipelineTest {
  @TempDir Path directory;

  private static final String PAGE_VIEW =
      """
      {"profile_id":"anon-1","page_views":[{"message_id":"v1",
        "page":{"path":"/pricing","url":"https://www.northwind.test/pricing"},
        "context":{"session":{"id":"1767607200000"}},
        "visit_start":"2026-01-05T10:00:00.000Z","focus_intervals":%s}]}
      """;

  @ParameterizedTest
  @EnumSource
  void apply_growingPageView_isOneViewWithTheLargestFocus(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      harness
          .receiveFromBrowser(PAGE_VIEW.formatted("[1200]"))
          .receiveFromBrowser(PAGE_VIEW.formatted("[1200,15000,4300]"))
          .receiveFromBrowser(PAGE_VIEW.formatted("[1200,15000]"))
          .receiveFromBrowser("{\"profile_id\":\"anon-1\",\"email\":\"Ana@Northwind.test\"}")
          .drain();
      System.out.println(StateDump.of(database));
      assertThat(harness.derived()).containsExactly("stored", "updated", "duplicate");
    }
  }
}
