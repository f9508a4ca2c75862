package dev.gumleaf.benchmarks.spring;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Stores a batch in one transaction and answers when it is committed. */
@RestController
class BatchController {
  private static final String INSERT =
      """
      INSERT INTO events (message_id, domain, event, properties, sent_at)
      VALUES (?, ?, ?, ?::jsonb, ?)
      ON CONFLICT DO NOTHING
      """;

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  BatchController(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @PostMapping("/web/projects/{key}/accounts/batch")
  @Transactional
  public Map<String, Object> accept(@PathVariable("key") String key, @RequestBody Batch batch) {
    List<Object[]> rows =
        batch.events().stream()
            .map(event ->
                new Object[] {
                  event.messageId(),
                  batch.domain(),
                  event.event(),
                  json.writeValueAsString(event.properties()),
                  Timestamp.from(event.sentAt())
                })
            .toList();
    jdbc.batchUpdate(INSERT, rows);
    return Map.of("ok", true, "key", key);
  }
}
