package dev.gumleaf.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.config.Settings;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.EventClient;
import dev.gumleaf.testing.RawClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole server stops and starts again under somebody who follows it. */
@Timeout(120)
class StreamRestartTest {
  private static final String STREAM = "/api/v1/stream";

  @TempDir Path directory;

  private static void post(WiredServer server, String path, String body) {
    String request =
        """
        POST %s HTTP/1.1\r
        Host: a\r
        User-Agent: test\r
        Authorization: Bearer %s\r
        Content-Length: %d\r
        \r
        %s\
        """
            .formatted(path, WiredServer.SECRET_KEY, body.length(), body);
    RawClient.Reply reply = server.send(request);
    assertThat(reply.status()).as(reply.body()).isBetween(200, 201);
  }

  private static void view(WiredServer server, String message) {
    post(
        server,
        "/web/projects/" + WiredServer.PUBLIC_KEY + "/batch",
        """
        {"profile_id":"dev-1","page_views":[{"message_id":"%1$s","page":{"path":"/%1$s"},
          "visit_start":"2026-01-05T09:00:00Z","focus_intervals":[1000]}]}
        """
            .formatted(message));
  }

  private static EventClient follow(WiredServer server, String... headers) {
    return EventClient.follow(server.port(), STREAM, WiredServer.SECRET_KEY, headers);
  }

  @ParameterizedTest
  @EnumSource
  void stream_overARestart_goesOnWithoutLossOrRepeat(Engine engine) {
    Settings settings = WiredServer.settings(engine, directory, Map.of("stop.timeout", "60s"));
    String last;
    try (WiredServer server = WiredServer.start(settings)) {
      post(server, "/api/v1/signals", "{\"name\":\"Any\",\"rule\":{\"kind\":\"page_view\"}}");
      try (EventClient client = follow(server)) {
        client.nextBlock();
        view(server, "a");
        EventClient.Event event = client.next();
        assertThat(event.data()).contains("\"/a\"");
        last = event.id();
        view(server, "b");
        long start = System.nanoTime();
        server.running().close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        client.awaitEnd();
      }
    }
    try (WiredServer again = WiredServer.start(settings);
        EventClient client = follow(again, "Last-Event-ID", last)) {
      assertThat(client.next().data()).contains("\"/b\"");
      view(again, "c");
      assertThat(client.next().data()).contains("\"/c\"");
    }
  }
}
