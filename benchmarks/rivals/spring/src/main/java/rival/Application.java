package rival;

import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * What a user would write instead: an endpoint that inserts the events of a batch in one
 * transaction.
 */
@SpringBootApplication
@RestController
public class Application {
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  public Application(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    jdbc.execute(
        """
        CREATE TABLE IF NOT EXISTS rival_events (
          message_id TEXT PRIMARY KEY, domain TEXT NOT NULL, event TEXT NOT NULL,
          properties JSONB, sent_at TEXT)
        """);
  }

  public static void main(String[] args) {
    SpringApplication.run(Application.class, args);
  }

  @PostMapping("/web/projects/{key}/accounts/batch")
  public Map<String, Object> batch(@PathVariable String key, @RequestBody JsonNode body) {
    String domain = body.get("domain").asString();
    List<Object[]> rows =
        body.get("events")
            .valueStream()
            .map(event ->
                new Object[] {
                  event.get("message_id").asString(),
                  domain,
                  event.get("event").asString(),
                  event.get("properties").toString(),
                  event.get("sent_at").asString()
                })
            .toList();
    transaction.executeWithoutResult(status ->
        jdbc.batchUpdate(
            """
            INSERT INTO rival_events (message_id, domain, event, properties, sent_at)
            VALUES (?, ?, ?, ?::jsonb, ?)
            ON CONFLICT DO NOTHING
            """,
            rows));
    return Map.of("ok", true);
  }
}
