package dev.gumleaf.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How many bodies a second become durable without HTTP. Each client appends its next body when its
 * last one is durable.
 *
 * <p>Options: {@code --log journal|file|rows}, {@code --clients}, {@code --bytes}, {@code
 * --warm-up} and {@code --duration} in seconds, {@code --directory}.
 */
public final class JournalLoad {
  private final GroupLog log;
  private final byte[] body;
  private final Histogram latencies = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);

  /** Written by the thread that tells of durability only. */
  private volatile long done;

  private volatile boolean measuring;
  private volatile boolean stopping;

  private JournalLoad(GroupLog log, int bytes) {
    this.log = log;
    this.body = new byte[bytes];
  }

  /** Runs one load and prints one line of key=value. */
  public static void main(String[] args) throws Exception {
    Options options = Options.parse(args);
    Path directory = Path.of(options.text("directory", "."));
    Path file = directory.resolve("log-" + System.nanoTime() + ".db");
    Files.createDirectories(directory);
    try (GroupLog log = open(options.text("log", "journal"), file)) {
      JournalLoad load = new JournalLoad(log, options.number("bytes", 354));
      System.out.println(load.run(options));
    }
  }

  private static GroupLog open(String name, Path file) throws Exception {
    return switch (name) {
      case "journal" -> new JournalTarget(file);
      case "file" -> new GroupWriter(new FileTarget(file)).start();
      case "rows" -> new GroupWriter(new RowTarget(file)).start();
      default -> throw new IllegalArgumentException("no log is called " + name);
    };
  }

  private String run(Options options) {
    for (int i = 0; i < options.number("clients", 64); i++) {
      next();
    }
    pause(options.decimal("warm-up", 2));
    measuring = true;
    long from = System.nanoTime();
    long before = done;
    pause(options.decimal("duration", 5));
    long count = done - before;
    double seconds = (System.nanoTime() - from) / 1e9;
    stopping = true;
    pause(0.2);
    return String.format(
        Locale.ROOT,
        "rate=%.0f p50=%.3f p99=%.3f",
        count / seconds,
        latencies.getValueAtPercentile(50) / 1e6,
        latencies.getValueAtPercentile(99) / 1e6);
  }

  private void next() {
    long start = System.nanoTime();
    log.append(body, () -> durable(start));
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes it
  private void durable(long start) {
    done++;
    if (measuring) {
      latencies.recordValue(System.nanoTime() - start);
    }
    if (!stopping) {
      next();
    }
  }

  private static void pause(double seconds) {
    long until = System.nanoTime() + (long) (seconds * 1e9);
    for (long left; (left = until - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
  }
}
