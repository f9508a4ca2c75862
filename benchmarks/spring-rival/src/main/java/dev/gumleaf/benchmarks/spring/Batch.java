package dev.gumleaf.benchmarks.spring;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The body of a request, as far as the load driver uses it. */
record Batch(String domain, List<Event> events) {
  record Event(
      String event,
      @JsonProperty("message_id") String messageId,
      Map<String, Object> properties,
      @JsonProperty("sent_at") Instant sentAt) {}
}
