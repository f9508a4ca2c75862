package dev.gumleaf.observe;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;
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
  private final Map<String, Counter> counters = new HashMap<>();
  private final Map<String, Gauge> gauges = new HashMap<>();
  private final Map<String, Histogram> histograms = new HashMap<>();

  public Metrics() {
    JvmMetrics.builder().register(registry);
    addCounter("gumleaf_http_replies", "Replies by endpoint and status.", "endpoint", "status");
    addHistogram(
        "gumleaf_http_reply_seconds",
        "From the request's arrival to its reply.",
        SECONDS,
        "endpoint");
    addCounter(
        "gumleaf_http_connections_refused",
        "Connections closed at once because there were too many.",
        "limit");
    addCounter("gumleaf_requests_received", "Ingest requests with a known key whose body arrived.");
    addCounter("gumleaf_requests_journaled", "Ingest requests that are durable.");
    addCounter(
        "gumleaf_requests_refused", "Ingest requests answered with an error and not kept.", "code");
    addCounter("gumleaf_received_bytes", "Bytes of ingest bodies, decompressed.");
    addCounter("gumleaf_entries_accepted", "Usable entries of durable requests.", "kind");
    addCounter(
        "gumleaf_entries_rejected", "Unusable entries of durable requests.", "kind", "reason");
    addCounter(
        "gumleaf_entries_derived",
        "Entries that met their fate in the pipeline.",
        "kind",
        "result");
    addHistogram("gumleaf_journal_commit_seconds", "One group commit, its sync included.", SECONDS);
    addHistogram("gumleaf_journal_group_entries", "Requests that shared one sync.", ENTRIES);
    addHistogram("gumleaf_pipeline_step_seconds", "One step on one slice.", SECONDS, "step");
    addCounter("gumleaf_retention_deleted", "What was too old to be kept.", "kind");
    addGauge(
        "gumleaf_job_last_success_timestamp_seconds",
        "When each job of the background last came to its end.",
        "job");
  }

  private void addCounter(String name, String help, String... labels) {
    counters.put(
        name, Counter.builder().name(name).help(help).labelNames(labels).register(registry));
  }

  private void addGauge(String name, String help, String... labels) {
    gauges.put(name, Gauge.builder().name(name).help(help).labelNames(labels).register(registry));
  }

  private void addHistogram(String name, String help, double[] bounds, String... labels) {
    histograms.put(
        name,
        Histogram.builder()
            .name(name)
            .help(help)
            .classicOnly()
            .classicUpperBounds(bounds)
            .labelNames(labels)
            .register(registry));
  }

  /** Adds a figure that is asked for at each look. */
  public void gauge(String name, String help, LongSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call((double) value.getAsLong()))
        .register(registry);
  }

  /** Adds figures that are asked for at each look, one for each value of a label. */
  public void gauge(String name, String help, String label, Map<String, LongSupplier> values) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(callback ->
            values.forEach((word, value) -> callback.call((double) value.getAsLong(), word)))
        .register(registry);
  }

  /**
   * What adds to a counter that the constructor registered. To be kept by who uses it often:
   * finding it costs more than adding.
   */
  public LongConsumer counter(String name, String... labels) {
    return required(counters.get(name), name).labelValues(labels)::inc;
  }

  /** What sets a gauge that the constructor registered; before the first time there is none. */
  public LongConsumer setter(String name, String... labels) {
    return required(gauges.get(name), name).labelValues(labels)::set;
  }

  /** What adds durations, in nanoseconds, to a histogram that the constructor registered. */
  public LongConsumer timer(String name, String... labels) {
    DoubleConsumer seconds = distribution(name, labels);
    return nanos -> seconds.accept((double) nanos / NANOS_PER_SECOND);
  }

  /** What adds values to a histogram that the constructor registered. */
  public DoubleConsumer distribution(String name, String... labels) {
    return required(histograms.get(name), name).labelValues(labels)::observe;
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
