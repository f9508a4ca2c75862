package dev.gumleaf.api;

import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What a supervisor asks: does it live, is it ready, and how is it doing. */
public final class Operations {
  /** The text format of Prometheus. */
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<List<Check>> readiness;
  private final Supplier<String> metrics;

  /**
   * One thing that has to be so before requests can be taken.
   *
   * @param detail what is wrong, or a figure; for people
   */
  public record Check(String name, boolean good, String detail) {}

  public Operations(Supplier<List<Check>> readiness, Supplier<String> metrics) {
    this.readiness = readiness;
    this.metrics = metrics;
  }

  /** {@code GET /livez}: the process answers. */
  Response live(Request request) {
    return Json.object(200, json -> json.text("status", "ok"));
  }

  /** {@code GET /readyz}: 503 while a batch could not be made durable. */
  Response ready(Request request) {
    List<Check> checks = readiness.get();
    boolean good = checks.stream().allMatch(Check::good);
    return Json.object(
        good ? 200 : 503,
        json ->
            json.text("status", good ? "ok" : "not ready")
                .objects(
                    "checks",
                    checks,
                    (item, check) ->
                        item.text("name", check.name())
                            .flag("good", check.good())
                            .text("detail", check.detail())));
  }

  /** {@code GET /metrics}. */
  Response metrics(Request request) {
    return new Response(
        200, METRICS_TYPE, metrics.get().getBytes(StandardCharsets.UTF_8), Map.of());
  }
}
