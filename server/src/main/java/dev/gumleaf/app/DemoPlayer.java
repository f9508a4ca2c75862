package dev.gumleaf.app;

import dev.gumleaf.demo.Month;
import dev.gumleaf.demo.Post;
import dev.gumleaf.model.JsonText;
import dev.gumleaf.signal.SuggestedSignal;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Sends a month to a server as its clients would: over HTTP, and waiting when it is told to. */
final class DemoPlayer {
  /** Enough that requests share syncs, and few enough to leave the server its processors. */
  private static final int CONNECTIONS = 8;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int TRIES_MAX = 60;
  private static final int TOO_MANY = 429;
  private static final int OVERLOADED = 503;
  private static final int CONFLICT = 409;
  private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");

  /** Points of suggested signals; the others are worth what any signal is. */
  private static final Map<String, Integer> WORTH =
      Map.of(
          "Viewed pricing", 15,
          "Requested a demo", 30,
          "Submitted a work email", 20,
          "Ten active minutes this month", 5,
          "Read product docs", 2,
          "Read a blog post", 1,
          "Seats increased", 0);

  private final String url;
  private final BooleanSupplier isEnding;
  private final AtomicBoolean failed = new AtomicBoolean();

  /**
   * The player.
   *
   * @param url where the server listens
   * @param isEnding whether to stop in the middle
   */
  DemoPlayer(String url, BooleanSupplier isEnding) {
    this.url = url;
    this.isEnding = isEnding;
  }

  /** Sends everything; false if it was to stop before the end. */
  boolean play(Month month, String publicKey, DemoProgress progress) {
    String base =
        url + "/web/projects/" + URLEncoder.encode(publicKey, StandardCharsets.UTF_8) + "/";
    AtomicInteger next = new AtomicInteger();
    List<Post> posts = month.posts();
    try (HttpClient client = client();
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> sending = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        sending.add(
            senders.submit(() -> {
              int mine = next.getAndIncrement();
              while (mine < posts.size() && !isOver()) {
                send(client, base, posts.get(mine));
                progress.add(posts.get(mine).entries());
                mine = next.getAndIncrement();
              }
              return null;
            }));
      }
      for (Future<?> each : sending) {
        finish(each);
      }
    }
    return !isEnding.getAsBoolean();
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private boolean isOver() {
    return failed.get() || isEnding.getAsBoolean();
  }

  private void finish(Future<?> sending) {
    try {
      sending.get();
    } catch (ExecutionException e) {
      failed.set(true);
      if (!isEnding.getAsBoolean()) {
        throw new CommandFailure("the demo could not be played: " + e.getCause());
      }
    } catch (InterruptedException ending) {
      failed.set(true);
      Thread.currentThread().interrupt();
    }
  }

  private void send(HttpClient client, String base, Post post)
      throws IOException, InterruptedException {
    HttpRequest request = request(base, post);
    for (int tries = 0; tries < TRIES_MAX && !isOver(); tries++) {
      HttpResponse<String> reply = client.send(request, BodyHandlers.ofString());
      switch (reply.statusCode()) {
        case 200 -> {
          return;
        }
        case TOO_MANY, OVERLOADED -> Thread.sleep(wait(reply));
        default -> throw new IOException(reply.statusCode() + " " + reply.body());
      }
    }
    if (!isOver()) {
      throw new IOException("the server took no more, however long it was waited");
    }
  }

  private static HttpRequest request(String base, Post post) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + post.target().path()))
            .timeout(TIMEOUT)
            .header("User-Agent", post.userAgent())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(post.body()));
    if (post.fromPage()) {
      request.header("Origin", Post.ORIGIN);
    }
    return request.build();
  }

  private static Duration wait(HttpResponse<String> reply) {
    long seconds = reply.headers().firstValueAsLong("Retry-After").orElse(1);
    return Duration.ofSeconds(Math.clamp(seconds, 1, 10));
  }

  /** Leaves the site's own people out of lists, as an operator would. */
  void excludeOwnPeople(String secretKey) throws IOException, InterruptedException {
    for (String kind : List.of("mail_domain", "account")) {
      send(
          "POST",
          secretKey,
          "/api/v1/exclusions",
          """
          {"kind":"%s","value":"%s","reason":"our own people"}
          """
              .formatted(kind, Month.OWN_DOMAIN));
    }
  }

  /**
   * Makes all suggested signals, which look at what comes from then on, and says what they are
   * worth to this site: asking for a demo tells more than reading.
   */
  void makeSignals(String secretKey) throws IOException, InterruptedException {
    List<String> points = new ArrayList<>();
    for (SuggestedSignal each : SuggestedSignal.ALL) {
      Optional<String> id =
          send(
              "POST",
              secretKey,
              "/api/v1/signals",
              "{\"name\":%s,\"rule\":%s}".formatted(JsonText.quote(each.name()), each.rule()));
      Integer worth = WORTH.get(each.name());
      if (id.isPresent() && worth != null) {
        points.add("{\"signal_id\":%s,\"points\":%d}".formatted(id.get(), worth));
      }
    }
    if (!points.isEmpty()) {
      send(
          "PUT",
          secretKey,
          "/api/v1/scores/model",
          "{\"signals\":[%s],\"pages\":{\"points\":0.5},\"time\":{\"points\":1}}"
              .formatted(String.join(",", points)));
    }
  }

  /** Gives the id of what it made; empty when the demo was interrupted after it had done this. */
  private Optional<String> send(String method, String secretKey, String path, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = client()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + path))
              .timeout(TIMEOUT)
              .header("Authorization", "Bearer " + secretKey)
              .method(method, BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> reply = client.send(request, BodyHandlers.ofString());
      return switch (reply.statusCode()) {
        case 200, 201 -> ID.matcher(reply.body()).results().map(id -> id.group(1)).findFirst();
        case CONFLICT -> Optional.empty();
        default -> throw new IOException(reply.statusCode() + " " + reply.body());
      };
    }
  }
}
