package dev.gumleaf.observe;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the program, in the text format of Prometheus. Thread-safe.
 *
 * <p>The sums that must hold are in {@code docs/reference/metrics.md}. Labels have few values and
 * never hold anything of a customer.
 */
public final class Metrics {
  private static final double NANOS_PER_SECOND = 1e9;

  /** From a lone request to one that waits for a long sync. */
  private static final double[] SECONDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private static final double[] ENTRIES = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000};

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Map<String, Counted> counters = new ConcurrentHashMap<>();
  private final Map<String, Measured> histograms = new ConcurrentHashMap<>();

  /** A metric with the data points of its label values, looked up once each. */
  private record Counted(Counter counter, Map<String, CounterDataPoint> points) {}

  private record Measured(Histogram histogram, Map<String, DistributionDataPoint> points) {}

  public Metrics() {
    JvmMetrics.builder().register(registry);
    counter("gumleaf_http_replies", "Replies by endpoint and status.", "endpoint", "status");
    histogram(
        "gumleaf_http_reply_seconds",
        "From the request's arrival to its reply.",
        SECONDS,
        "endpoint");
    counter(
        "gumleaf_http_connections_refused",
        "Connections closed at once because there were too many.",
        "limit");
    counter("gumleaf_requests_received", "Ingest requests with a known key.");
    counter("gumleaf_requests_journaled", "Ingest requests that are durable.");
    counter(
        "gumleaf_requests_refused", "Ingest requests answered with an error and not kept.", "code");
    counter("gumleaf_received_bytes", "Bytes of ingest bodies, decompressed.");
    counter("gumleaf_entries_accepted", "Usable entries of durable requests.", "kind");
    counter("gumleaf_entries_rejected", "Unusable entries of durable requests.", "kind", "reason");
    counter(
        "gumleaf_entries_derived",
        "Entries that met their fate in the pipeline.",
        "kind",
        "result");
    histogram("gumleaf_journal_commit_seconds", "One group commit, its sync included.", SECONDS);
    histogram("gumleaf_journal_group_entries", "Requests that shared one sync.", ENTRIES);
    histogram("gumleaf_pipeline_step_seconds", "One step on one slice.", SECONDS, "step");
  }

  private void counter(String name, String help, String... labels) {
    Counter counter = Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    counters.put(name, new Counted(counter, new ConcurrentHashMap<>()));
  }

  private void histogram(String name, String help, double[] bounds, String... labels) {
    Histogram histogram =
        Histogram.builder()
            .name(name)
            .help(help)
            .classicOnly()
            .classicUpperBounds(bounds)
            .labelNames(labels)
            .register(registry);
    histograms.put(name, new Measured(histogram, new ConcurrentHashMap<>()));
  }

  /** Adds a figure that is asked for at each look. */
  public void gauge(String name, String help, LongSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call((double) value.getAsLong()))
        .register(registry);
  }

  /** Adds to a counter that the constructor registered. */
  public void count(String name, long amount, String... labels) {
    Counted counted = required(counters.get(name), name);
    counted
        .points()
        .computeIfAbsent(String.join("\n", labels), key -> counted.counter().labelValues(labels))
        .inc(amount);
  }

  /** Adds a duration to a histogram that the constructor registered. */
  public void time(String name, long nanos, String... labels) {
    observe(name, (double) nanos / NANOS_PER_SECOND, labels);
  }

  /** Adds a value to a histogram that the constructor registered. */
  public void observe(String name, double value, String... labels) {
    Measured measured = required(histograms.get(name), name);
    measured
        .points()
        .computeIfAbsent(String.join("\n", labels), key -> measured.histogram().labelValues(labels))
        .observe(value);
  }

  private static <T> T required(@Nullable T metric, String name) {
    if (metric == null) {
      throw new IllegalArgumentException("there is no metric " + name);
    }
    return metric;
  }

  /** All figures as they are now. */
  public String exposition() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    try {
      PrometheusTextFormatWriter.create().write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
