package dev.gumleaf.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What the server says it has, read through its API once it has caught up. */
final class StoredEvents {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration CATCH_UP_MAX = Duration.ofSeconds(60);

  private final String base;
  private final HttpClient client;

  private StoredEvents(int port, HttpClient client) {
    this.base = "http://127.0.0.1:" + port;
    this.client = client;
  }

  /** How often each message id is stored, over all accounts. */
  static Map<String, Integer> read(int port) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      StoredEvents stored = new StoredEvents(port, client);
      stored.awaitCaughtUp();
      Map<String, Integer> counts = new HashMap<>();
      for (int i = 0; i < LoadClients.DOMAINS; i++) {
        stored.readAccount(LoadClients.domain(i), counts);
      }
      return counts;
    }
  }

  /** Nobody sends any more, so no lag means that everything durable is in the state. */
  private void awaitCaughtUp() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + CATCH_UP_MAX.toNanos();
    while (System.nanoTime() < deadline) {
      if (get("/metrics").body().contains("\ngumleaf_pipeline_lag_requests 0.0\n")) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new IllegalStateException("the pipeline did not catch up");
  }

  private void readAccount(String domain, Map<String, Integer> counts)
      throws IOException, InterruptedException {
    HttpResponse<String> detail = get("/api/v1/accounts/" + domain);
    if (detail.statusCode() == 404) {
      return;
    }
    long read = 0;
    String cursor = "";
    while (true) {
      JsonNode page =
          JSON.readTree(get("/api/v1/accounts/" + domain + "/events?limit=500" + cursor).body());
      for (JsonNode event : page.get("items")) {
        counts.merge(event.get("message_id").asText(), 1, Integer::sum);
        read++;
      }
      if (page.get("next_cursor").isNull()) {
        break;
      }
      cursor = "&cursor=" + page.get("next_cursor").asText();
    }
    long counted = JSON.readTree(detail.body()).get("counts").get("events").asLong();
    if (counted != read) {
      throw new AssertionError(domain + " counts " + counted + " events but has " + read);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Authorization", "Bearer " + ServerProcess.SECRET_KEY)
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
