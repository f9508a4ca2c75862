package dev.gumleaf.app;

import dev.gumleaf.http.HttpListener;
import dev.gumleaf.ingest.IngestListener;
import dev.gumleaf.journal.JournalListener;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.observe.Metrics;
import dev.gumleaf.pipeline.PipelineListener;

/** Brings what the rooms tell their listeners into the metrics. */
final class Observations {
  private final Metrics metrics;

  Observations(Metrics metrics) {
    this.metrics = metrics;
  }

  HttpListener http() {
    return new HttpListener() {
      @Override
      public void replied(String endpoint, int status, long nanos) {
        metrics.count("gumleaf_http_replies", 1, endpoint, String.valueOf(status));
        metrics.time("gumleaf_http_reply_seconds", nanos, endpoint);
      }

      @Override
      public void connectionRefused(String limit) {
        metrics.count("gumleaf_http_connections_refused", 1, limit);
      }
    };
  }

  JournalListener journal() {
    return (entries, bytes, nanos) -> {
      metrics.observe("gumleaf_journal_group_entries", entries);
      metrics.time("gumleaf_journal_commit_seconds", nanos);
    };
  }

  IngestListener ingest() {
    return new IngestListener() {
      @Override
      public void received(int bytes) {
        metrics.count("gumleaf_requests_received", 1);
        metrics.count("gumleaf_received_bytes", bytes);
      }

      @Override
      public void journaled() {
        metrics.count("gumleaf_requests_journaled", 1);
      }

      @Override
      public void accepted(CallKind kind, int entries) {
        metrics.count("gumleaf_entries_accepted", entries, kind.word());
      }

      @Override
      public void rejected(CallKind kind, RejectReason reason, int entries) {
        metrics.count("gumleaf_entries_rejected", entries, kind.word(), reason.code());
      }

      @Override
      public void refused(ErrorCode code) {
        metrics.count("gumleaf_requests_refused", 1, code.code());
      }
    };
  }

  PipelineListener pipeline() {
    return new PipelineListener() {
      @Override
      public void stepped(String step, long nanos) {
        metrics.time("gumleaf_pipeline_step_seconds", nanos, step);
      }

      @Override
      public void derived(CallKind kind, ItemOutcome outcome) {
        metrics.count("gumleaf_entries_derived", 1, kind.word(), outcome.word());
      }

      @Override
      public void applied(int requests, long sequence) {
        // The lag is a gauge that looks for itself.
      }
    };
  }
}
