package dev.gumleaf.app;

import dev.gumleaf.api.WorkspaceKeys;
import dev.gumleaf.http.HttpListener;
import dev.gumleaf.ingest.IngestListener;
import dev.gumleaf.journal.Journal;
import dev.gumleaf.journal.JournalListener;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.observe.Metrics;
import dev.gumleaf.pipeline.PipelineListener;
import dev.gumleaf.pipeline.RetentionListener;
import dev.gumleaf.store.Database;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Brings what the rooms tell their listeners into the metrics. */
final class Observations {
  private final Metrics metrics;

  Observations(Metrics metrics) {
    this.metrics = metrics;
  }

  HttpListener http() {
    Memo<Reply, LongConsumer> replies =
        new Memo<>(reply ->
            metrics.counter(
                "gumleaf_http_replies", reply.endpoint(), String.valueOf(reply.status())));
    Memo<String, LongConsumer> seconds =
        new Memo<>(endpoint -> metrics.timer("gumleaf_http_reply_seconds", endpoint));
    Memo<String, LongConsumer> refused =
        new Memo<>(limit -> metrics.counter("gumleaf_http_connections_refused", limit));
    return new HttpListener() {
      @Override
      public void replied(String endpoint, int status, long nanos) {
        replies.get(new Reply(endpoint, status)).accept(1);
        seconds.get(endpoint).accept(nanos);
      }

      @Override
      public void connectionRefused(String limit) {
        refused.get(limit).accept(1);
      }
    };
  }

  private record Reply(String endpoint, int status) {}

  JournalListener journal() {
    DoubleConsumer groups = metrics.distribution("gumleaf_journal_group_entries");
    LongConsumer seconds = metrics.timer("gumleaf_journal_commit_seconds");
    return (entries, bytes, nanos) -> {
      groups.accept(entries);
      seconds.accept(nanos);
    };
  }

  IngestListener ingest() {
    return new Ingested(metrics);
  }

  private static final class Ingested implements IngestListener {
    private final LongConsumer received;
    private final LongConsumer receivedBytes;
    private final LongConsumer journaled;
    private final Memo<CallKind, LongConsumer> accepted;
    private final Memo<Refused, LongConsumer> rejected;
    private final Memo<ErrorCode, LongConsumer> refused;

    private record Refused(CallKind kind, RejectReason reason) {}

    Ingested(Metrics metrics) {
      received = metrics.counter("gumleaf_requests_received");
      receivedBytes = metrics.counter("gumleaf_received_bytes");
      journaled = metrics.counter("gumleaf_requests_journaled");
      accepted = new Memo<>(kind -> metrics.counter("gumleaf_entries_accepted", kind.word()));
      rejected =
          new Memo<>(entry ->
              metrics.counter(
                  "gumleaf_entries_rejected", entry.kind().word(), entry.reason().code()));
      refused = new Memo<>(code -> metrics.counter("gumleaf_requests_refused", code.code()));
    }

    @Override
    public void received(int bytes) {
      received.accept(1);
      receivedBytes.accept(bytes);
    }

    @Override
    public void journaled() {
      journaled.accept(1);
    }

    @Override
    public void accepted(CallKind kind, int entries) {
      accepted.get(kind).accept(entries);
    }

    @Override
    public void rejected(CallKind kind, RejectReason reason, int entries) {
      rejected.get(new Refused(kind, reason)).accept(entries);
    }

    @Override
    public void refused(ErrorCode code) {
      refused.get(code).accept(1);
    }
  }

  RetentionListener retention() {
    Memo<String, LongConsumer> deleted =
        new Memo<>(kind -> metrics.counter("gumleaf_retention_deleted", kind));
    return new RetentionListener() {
      @Override
      public void deleted(String kind, long count) {
        deleted.get(kind).accept(count);
      }

      @Override
      public void succeeded(Instant at) {
        metrics
            .setter("gumleaf_job_last_success_timestamp_seconds", "retention")
            .accept(at.getEpochSecond());
      }
    };
  }

  PipelineListener pipeline() {
    return new Derived(metrics);
  }

  private static final class Derived implements PipelineListener {
    private final Memo<String, LongConsumer> seconds;
    private final Memo<Outcome, LongConsumer> derived;

    private record Outcome(CallKind kind, String word) {}

    Derived(Metrics metrics) {
      seconds = new Memo<>(step -> metrics.timer("gumleaf_pipeline_step_seconds", step));
      derived =
          new Memo<>(outcome ->
              metrics.counter("gumleaf_entries_derived", outcome.kind().word(), outcome.word()));
    }

    @Override
    public void stepped(String step, long nanos) {
      seconds.get(step).accept(nanos);
    }

    @Override
    public void derived(CallKind kind, ItemOutcome outcome) {
      derived.get(new Outcome(kind, outcome.word())).accept(1);
    }

    @Override
    public void applied(int requests, long sequence) {
      // The lag is a gauge that looks for itself.
    }
  }

  /** Adds the figures that are asked for at each look. */
  void gauges(Journal journal, Database database, WorkspaceKeys keys) {
    metrics.gauge(
        "gumleaf_journal_queue_bytes",
        "Bytes of requests that wait for their sync.",
        journal::queuedBytes);
    metrics.gauge(
        "gumleaf_pipeline_lag_requests",
        "Durable requests that are not in the state yet.",
        () -> JournalPositions.of(journal, database).lag());
    metrics.gauge(
        "gumleaf_keys_fresh",
        "1 while the keys in memory are those of the database, 0 after it could not be read.",
        () -> keys.isFresh() ? 1 : 0);
  }

  /** What was found for a key, found once. Thread-safe. */
  private record Memo<K, V>(Function<K, V> finder, ConcurrentHashMap<K, V> found) {
    Memo(Function<K, V> finder) {
      this(finder, new ConcurrentHashMap<>());
    }

    V get(K key) {
      V known = found.get(key);
      return known == null ? found.computeIfAbsent(key, finder) : known;
    }
  }
}
