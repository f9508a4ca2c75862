package dev.gumleaf.api;

import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.Domain;
import dev.gumleaf.pipeline.Knowledge;
import dev.gumleaf.pipeline.Whereabouts;
import dev.gumleaf.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What pages send about their visitors, and how it is read back. */
final class Visits {
  private Visits() {}

  /** Knows programs by the word bot, and that one address is that of Initech in Oslo. */
  static Knowledge knowledge() {
    return new Knowledge(
        new DomainReader(),
        agent -> agent.contains("bot"),
        address ->
            Optional.of(
                address.equals("198.51.100.7")
                    ? new Whereabouts(
                        address,
                        new Domain("initech.test"),
                        "high",
                        "it is in the list",
                        "Initech",
                        "NO",
                        null,
                        "Oslo")
                    : new Whereabouts(address, null, null, null, null, "SE", null, null)),
        () -> "00".repeat(32));
  }

  /** A page view of 1.5 seconds on a day in January 2026, at a time such as {@code 10:00}. */
  static String view(String id, String message, String time) {
    return """
    {"profile_id":"%s","page_views":[{"message_id":"%s","context":{"session":{"id":"s-%s"},
       "userAgent":"Mozilla/5.0","library":{"name":"koala","version":"x"}},
     "page":{"path":"/%s","url":"https://www.northwind.test/%s","title":"T","referrer":"",
       "host":"www.northwind.test","utm":{}},
     "visit_start":"2026-01-05T%s:00.000Z","focus_intervals":[1000,500]}]}
    """
        .formatted(id, message, id, message, message, time);
  }

  /** Somebody signs in. */
  static String signIn(String id, String email, String time, String traits) {
    return """
    {"profile_id":"%s","email":"%s","identifies":[{"type":"identify",
       "context":{"source":"identify"},"sent_at":"2026-01-05T%s:00.000Z","traits":%s}]}
    """
        .formatted(id, email, time, traits);
  }

  static String event(String id, String message, String name, String time) {
    return """
    {"profile_id":"%s","events":[{"type":"track","message_id":"%s","event":"%s",
       "properties":{"n":1},"sent_at":"2026-01-05T%s:00.000Z"}]}
    """
        .formatted(id, message, name, time);
  }

  static String form(String id, String message, String email, String time) {
    return """
    {"profile_id":"%1$s","metrics":[{"id":"%2$s","name":"sdk.form.submitted",
       "sent_at":"2026-01-05T%4$s:00.000Z","context":{"page":null},
       "properties":{"name":"demo","method":"post","action":"https://www.northwind.test/demo",
         "formData":{"Work email":"%3$s","Seats":1e9999},"traits":{"email":"%3$s"},
         "context":{"page":{"path":"/demo"},"selector":"demo-form"}}}]}
    """
        .formatted(id, message, email, time);
  }

  static JsonNode read(TestServer server, String path) {
    var reply = server.get("/api/v1" + path);
    assertThat(reply.statusCode()).as("%s: %s", path, reply.body()).isEqualTo(200);
    return json(reply);
  }

  /** The most that a test lists; a list that leads in a circle would have no end. */
  private static final int ITEMS_MAX = 5_000;

  /** A member of each item of all pages of a list. */
  static List<String> walk(TestServer server, String path, int limit, String member) {
    List<String> all = new ArrayList<>();
    String cursor = "";
    do {
      String mark = path.contains("?") ? "&" : "?";
      JsonNode page = read(server, path + mark + "limit=" + limit + cursor);
      page.get("items").forEach(item -> all.add(item.get(member).asText()));
      assertThat(page.get("items").size()).isLessThanOrEqualTo(limit);
      assertThat(all.size()).as(path).isLessThan(ITEMS_MAX);
      cursor =
          page.get("next_cursor").isNull() ? "" : "&cursor=" + page.get("next_cursor").asText();
    } while (!cursor.isEmpty());
    return all;
  }
}
