package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.Domain;
import dev.gumleaf.store.Database;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known about an address can change while somebody keeps coming from it. */
class WhereaboutsTest {
  private static final String PLACES =
      """
      SELECT COALESCE(a.domain, 'none') || ' ' || COALESCE(l.confidence, 'none') || ' '
        || COALESCE(l.reason, 'none') || ' ' || COALESCE(l.organization, 'none')
      FROM profile_addresses l LEFT JOIN accounts a ON a.account_key = l.account_key
      """;

  private static final String COMPANIES =
      """
      SELECT COALESCE(a.domain, 'none')
      FROM profiles p LEFT JOIN accounts a ON a.account_key = p.account_key
      """;

  @TempDir Path directory;

  private static List<String> rows(Database database, String sql) {
    return database.read(tx -> tx.query(sql).mapTo(String.class).list());
  }

  private static Knowledge knowing(@Nullable String company, @Nullable String confidence) {
    return new Knowledge(
        new DomainReader(),
        agent -> agent.startsWith("Crawler"),
        address ->
            Optional.of(
                new Whereabouts(
                    address,
                    company == null ? null : new Domain(company),
                    confidence,
                    confidence == null ? null : "said of " + company,
                    company,
                    null,
                    null,
                    null)),
        () -> "07".repeat(32));
  }

  private static String view(String message, String time) {
    return """
    {"profile_id":"anon-1","ip":"203.0.113.9","page_views":[{"message_id":"%s",
      "page":{"path":"/"},"visit_start":"2026-01-05T%s:00Z"}]}
    """
        .formatted(message, time);
  }

  @ParameterizedTest
  @EnumSource
  void visit_afterTheAddressBecameKnown_hasAllFactsOfThatLookUp(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      harness.knowing(knowing(null, "low")).receiveFromBrowser(view("v1", "10:00")).drain();
      assertThat(rows(database, PLACES)).containsExactly("none low said of null none");
      harness
          .knowing(knowing("northwind.test", "high"))
          .receiveFromBrowser(view("v2", "11:00"))
          .drain();
      assertThat(rows(database, PLACES))
          .containsExactly("northwind.test high said of northwind.test northwind.test");
      assertThat(rows(database, COMPANIES)).containsExactly("northwind.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void visit_afterAMistakeWasPutRight_isOfTheRightCompany(Engine engine) {
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database);
      harness
          .knowing(knowing("acme.test", "high"))
          .receiveFromBrowser(view("v1", "10:00"))
          .drain()
          .knowing(knowing("northwind.test", "medium"))
          .receiveFromBrowser(view("v2", "11:00"))
          .drain();
      List<String> right = List.of("northwind.test medium said of northwind.test northwind.test");
      assertThat(rows(database, PLACES)).isEqualTo(right);
      assertThat(rows(database, COMPANIES)).containsExactly("northwind.test");

      // What happened earlier does not bring the mistake back, nor does knowing less.
      harness
          .knowing(knowing("acme.test", "high"))
          .receiveFromBrowser(view("v0", "09:00"))
          .drain()
          .knowing(knowing(null, null))
          .receiveFromBrowser(view("v3", "12:00"))
          .drain();
      assertThat(rows(database, PLACES)).isEqualTo(right);
      assertThat(rows(database, COMPANIES)).containsExactly("northwind.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void visit_ofAProgram_bringsNoCompanyIntoBeing(Engine engine) {
    try (Database database = engine.open(directory)) {
      new PipelineHarness(database)
          .knowing(knowing("acme.test", "high"))
          .receiveFromBrowser(view("v1", "10:00"), "Crawler/1")
          .drain();
      assertThat(rows(database, "SELECT COUNT(*) FROM profile_entries")).containsExactly("1");
      assertThat(rows(database, "SELECT COUNT(*) FROM accounts")).containsExactly("0");
    }
  }
}
