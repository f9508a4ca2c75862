package dev.gumleaf.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * Sends events, thirty a request, until so many are stored, and says how long it took until all of
 * them could be read; then how long reading takes.
 */
public final class Sustained {
  private static final Pattern LAG =
      Pattern.compile("\\ngumleaf_pipeline_lag_requests ([0-9.Ee]+)");
  private static final Pattern STORED =
      Pattern.compile(
          "\\ngumleaf_entries_derived_total\\{kind=\"event\",result=\"(?:stored|duplicate)\"\\}"
              + " ([0-9.Ee]+)");
  private static final int EVENTS = 30;
  private static final int READS = 2_000;

  private final int port;
  private final String secretKey;
  private final HttpClient client = HttpClient.newHttpClient();

  private Sustained(int port, String secretKey) {
    this.port = port;
    this.secretKey = secretKey;
  }

  /** Arguments: port, ingest path, secret key, events to derive. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Sustained sustained = new Sustained(Integer.parseInt(args[0]), args[2]);
    sustained.fill(args[1], Long.parseLong(args[3]));
    sustained.read("account detail", "/api/v1/accounts/a%d.test");
    sustained.read("account events, first page", "/api/v1/accounts/a%d.test/events?limit=50");
    sustained.read("account list, first page", "/api/v1/accounts?limit=50");
    sustained.read("account list, search", "/api/v1/accounts?limit=50&q=a1%d");
    System.exit(0);
  }

  private void fill(String path, long events) throws IOException, InterruptedException {
    long before = derived();
    long start = System.nanoTime();
    long sent = 0;
    while (derived() - before < events) {
      LoadDriver.Result result =
          LoadDriver.run(new LoadDriver.Plan(port, path, 64, EVENTS, 0, 5, 0));
      sent += result.replies() * EVENTS;
      System.err.printf(Locale.ROOT, "sent %d, derived %d%n", sent, derived() - before);
    }
    while (lag() > 0) {
      Thread.onSpinWait();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long all = derived() - before;
    System.out.printf(
        Locale.ROOT,
        "derived %d events in %.1f s: %.0f events/s to queryable state%n",
        all,
        seconds,
        all / seconds);
  }

  private long derived() throws IOException, InterruptedException {
    Matcher matcher = STORED.matcher(get("/metrics"));
    double sum = 0;
    while (matcher.find()) {
      sum += Double.parseDouble(matcher.group(1));
    }
    return (long) sum;
  }

  private long lag() throws IOException, InterruptedException {
    Matcher matcher = LAG.matcher(get("/metrics"));
    return matcher.find() ? (long) Double.parseDouble(matcher.group(1)) : Long.MAX_VALUE;
  }

  private void read(String what, String path) throws IOException, InterruptedException {
    var latencies = new Histogram(60_000_000_000L, 3);
    Random random = new Random(7);
    for (int i = 0; i < READS; i++) {
      String one = path.contains("%d") ? path.formatted(random.nextInt(1_000)) : path;
      long start = System.nanoTime();
      get(one);
      latencies.recordValue(System.nanoTime() - start);
    }
    System.out.printf(
        Locale.ROOT,
        "%s: p50 %.2f ms, p99 %.2f ms%n",
        what,
        latencies.getValueAtPercentile(50) / 1e6,
        latencies.getValueAtPercentile(99) / 1e6);
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + secretKey)
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
