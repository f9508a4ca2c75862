package dev.gumleaf.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.observe.Metrics;
import dev.gumleaf.pipeline.RetentionListener;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObservationsTest {
  @Test
  void retention_afterARun_saysWhenAndWhat() {
    Metrics metrics = new Metrics();
    RetentionListener listener = new Observations(metrics).retention();
    assertThat(metrics.exposition()).doesNotContain("job=\"retention\"");

    listener.deleted("page_view", 3);
    listener.deleted("page_view", 4);
    listener.succeeded(Instant.ofEpochSecond(1_000));
    listener.succeeded(Instant.ofEpochSecond(2_000));
    assertThat(metrics.exposition())
        .contains("gumleaf_retention_deleted_total{kind=\"page_view\"} 7.0")
        .contains("gumleaf_job_last_success_timestamp_seconds{job=\"retention\"} 2000.0");
  }
}
