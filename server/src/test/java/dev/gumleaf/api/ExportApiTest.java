package dev.gumleaf.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists as files for other programs. */
class ExportApiTest {
  @TempDir Path directory;

  private static void forms(TestServer server) {
    server.admin(
        "POST",
        "/api/v1/signals",
        "{\"name\":\"=HYPERLINK(\\\"x\\\"), any\",\"rule\":{\"kind\":\"form\"}}");
    for (int i = 0; i < 3; i++) {
      server.measure(
          """
          {"profile_id":"dev-1","email":"ana@northwind.test","metrics":[{"id":"f-%d","name":"sdk.form.submitted",
            "sent_at":"2026-01-05T1%d:00:00Z","properties":{"name":"Form %d","traits":{}}}]}
          """
              .formatted(i, i, i));
    }
  }

  private static List<String> lines(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return reply.body().lines().toList();
  }

  @ParameterizedTest
  @EnumSource
  void hits_inPages_areThoseThatWereFoundInTheirOrder(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      forms(server);
      HttpResponse<String> first = server.get("/api/v1/export/hits?limit=2");
      assertThat(lines(first)).hasSize(2);
      assertThat(lines(first).getFirst())
          .contains("\"email\":\"ana@northwind.test\"", "\"evidence\":{", "Form 0");
      String next = first.headers().firstValue("X-Next-Cursor").orElseThrow();
      HttpResponse<String> second = server.get("/api/v1/export/hits?cursor=" + next);
      assertThat(lines(second)).singleElement().asString().contains("Form 2");
      assertThat(second.headers().firstValue("X-Next-Cursor")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void csv_textThatIsAFormula_isMadeHarmless(Engine engine) {
    try (TestServer server = TestServer.start(engine, directory)) {
      forms(server);
      HttpResponse<String> signals = server.get("/api/v1/export/signals?format=csv");
      assertThat(signals.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
      assertThat(signals.body())
          .startsWith(
              "id,name,version,enabled,rule,created_at,changed_at\r\n"
                  + "1,\"'=HYPERLINK(\"\"x\"\"), any\",1,true,\"{\"\"kind\"\":\"\"form\"\"}\",");
      assertThat(lines(server.get("/api/v1/export/hits?format=csv"))).hasSize(4);
      assertThat(lines(server.get("/api/v1/export/audiences?format=csv")))
          .containsExactly("id,name,kind,version,filter,created_at,updated_at");
      assertThat(server.get("/api/v1/export/hits?format=xlsx").statusCode()).isEqualTo(400);
      assertThat(server.get("/api/v1/export/hits?limit=5001").statusCode()).isEqualTo(400);
    }
  }
}
