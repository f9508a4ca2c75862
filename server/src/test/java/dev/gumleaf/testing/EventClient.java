package dev.gumleaf.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A client of Server-Sent Events that reads all the time. */
public final class EventClient implements AutoCloseable {
  private static final long WAIT_SECONDS = 30;

  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<Event> blocks = new LinkedBlockingQueue<>();
  private final HttpResponse<Stream<String>> response;
  private volatile boolean ended;

  /** One block of the stream; what it does not have is empty. */
  public record Event(String id, String name, String data, String comment) {
    static final Event NONE = new Event("", "", "", "");

    private Event with(String line) {
      int colon = line.indexOf(": ");
      String value = line.substring(colon + 2);
      return switch (line.substring(0, colon)) {
        case "id" -> new Event(value, name, data, comment);
        case "event" -> new Event(id, value, data, comment);
        case "data" -> new Event(id, name, value, comment);
        case "retry" -> this;
        default -> new Event(id, name, data, value);
      };
    }
  }

  private EventClient(HttpRequest.Builder request) {
    try {
      response = client.send(request.build(), BodyHandlers.ofLines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Thread.startVirtualThread(this::read);
  }

  /** Follows a path; the headers are names and values by turns. */
  public static EventClient follow(int port, String path, String secretKey, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + secretKey);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return new EventClient(request);
  }

  private void read() {
    List<String> block = new ArrayList<>();
    try {
      response
          .body()
          .forEach(line -> {
            if (!line.isEmpty()) {
              block.add(line);
              return;
            }
            Event event = Event.NONE;
            for (String each : block) {
              event = event.with(each);
            }
            blocks.add(event);
            block.clear();
          });
    } catch (UncheckedIOException cutOff) {
      // As the test wants it.
    } finally {
      ended = true;
    }
  }

  public int status() {
    return response.statusCode();
  }

  /** The next block, whatever it is. */
  public Event nextBlock() {
    try {
      Event event = blocks.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      assertThat(event).as("something comes").isNotNull();
      return event == null ? Event.NONE : event;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next block that has data. */
  public Event next() {
    Event event = nextBlock();
    while (event.data().isEmpty()) {
      event = nextBlock();
    }
    return event;
  }

  /** Waits until the server has ended it. */
  public void awaitEnd() {
    Await.until(() -> ended);
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
