package dev.gumleaf.benchmarks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends ingest or read requests to a server on this machine and prints one line of key=value.
 *
 * <p>Options: {@code --port}, {@code --shape 1|30|account|list|visit|sign-in|profile|people},
 * {@code --connections}, {@code --rate} (requests a second, an open loop; absent: a closed loop),
 * {@code --warm-up} and {@code --duration} in seconds, {@code --requests} (stops after so many),
 * {@code --path}, {@code --threads}, {@code --seed}, {@code --companies} (how many), {@code
 * --spread zipf|even|each} (how often each is drawn, or one after the other).
 */
public final class LoadDriver {
  private LoadDriver() {}

  /** Runs one load. */
  public static void main(String[] args) throws Exception {
    Options options = Options.parse(args);
    Shape shape = Shape.named(options.text("shape", "1"));
    int threads = options.number("threads", 1);
    List<Callable<LoadResult>> loops = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      loops.add(loop(options, shape, threads, i)::run);
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<LoadResult> results = new ArrayList<>();
      for (Future<LoadResult> future : executor.invokeAll(loops)) {
        results.add(future.get());
      }
      System.out.println(results.stream().reduce(LoadResult::plus).orElseThrow().line(shape));
    }
  }

  private static Loop loop(Options options, Shape shape, int threads, int index) {
    double rate = options.decimal("rate", 0) / threads;
    long warmUp = nanos(options.decimal("warm-up", 2));
    boolean counted = options.values().containsKey("requests");
    long seed = Long.parseLong(options.text("seed", Long.toString(System.nanoTime())));
    return new Loop(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), options.number("port", 8080)),
        new Requests(shape, options, seed + index),
        new Loop.Plan(
            options.number("connections", 64) / threads,
            rate == 0 ? 0 : (long) (1e9 / rate),
            warmUp,
            counted ? Long.MAX_VALUE / 2 : warmUp + nanos(options.decimal("duration", 10)),
            counted ? options.number("requests", 0) / threads : Long.MAX_VALUE));
  }

  private static long nanos(double seconds) {
    return (long) (seconds * 1e9);
  }
}
