package dev.gumleaf.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Sends requests from one thread over many connections and measures the replies.
 *
 * <p>Closed loop: each connection sends its next request when it has its reply; this shows how much
 * the server can do. Open loop ({@code rate} above zero): requests are due at fixed times, and a
 * reply is timed from when its request was due, so that a server that stalls cannot hide it
 * (coordinated omission).
 */
public final class LoadDriver {
  private final Bodies bodies;
  private final Selector selector;
  private final Histogram latencies = new Histogram(60_000_000_000L, 3);
  private final long endNanos;
  private final long measureFromNanos;
  private final long intervalNanos;
  private long dueNanos;
  private long good;
  private long bad;

  private LoadDriver(Bodies bodies, Selector selector, Plan plan) {
    this.bodies = bodies;
    this.selector = selector;
    long now = System.nanoTime();
    this.measureFromNanos = now + plan.warmUpSeconds() * 1_000_000_000L;
    this.endNanos = measureFromNanos + plan.seconds() * 1_000_000_000L;
    this.intervalNanos = plan.rate() == 0 ? 0 : 1_000_000_000L / plan.rate();
    this.dueNanos = now;
  }

  /**
   * What to send.
   *
   * @param rate requests a second in all; 0 for as many as are answered
   */
  record Plan(
      int port,
      String path,
      int connections,
      int events,
      int warmUpSeconds,
      int seconds,
      long rate) {}

  /** What came back in the measured time. */
  record Result(long replies, long bad, double perSecond, Histogram latencies) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "replies=%d bad=%d rate=%.0f p50_ms=%.2f p99_ms=%.2f max_ms=%.2f",
          replies,
          bad,
          perSecond,
          latencies.getValueAtPercentile(50) / 1e6,
          latencies.getValueAtPercentile(99) / 1e6,
          latencies.getMaxValue() / 1e6);
    }
  }

  public static void main(String[] args) throws IOException {
    Plan plan =
        new Plan(
            Integer.parseInt(args[0]),
            args[1],
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            Integer.parseInt(args[4]),
            Integer.parseInt(args[5]),
            args.length > 6 ? Long.parseLong(args[6]) : 0);
    System.out.println(run(plan));
  }

  static Result run(Plan plan) throws IOException {
    String run = String.format("%08x", System.nanoTime() & 0xffffffffL);
    try (Selector selector = Selector.open()) {
      LoadDriver driver =
          new LoadDriver(new Bodies(plan.path(), run, plan.events(), 1), selector, plan);
      for (int i = 0; i < plan.connections(); i++) {
        driver.open(plan.port());
      }
      driver.loop();
      return new Result(
          driver.good, driver.bad, driver.good / (double) plan.seconds(), driver.latencies);
    }
  }

  private final class Connection {
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private long sentNanos;
    private boolean waiting;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    void send(long from) throws IOException {
      out = bodies.request();
      sentNanos = from;
      waiting = true;
      channel.write(out);
      if (out.hasRemaining()) {
        channel.keyFor(selector).interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      }
    }

    void ready(SelectionKey key) throws IOException {
      if (key.isWritable()) {
        channel.write(out);
        if (!out.hasRemaining()) {
          key.interestOps(SelectionKey.OP_READ);
        }
      }
      if (key.isReadable()) {
        if (channel.read(in) < 0) {
          throw new IOException("the server closed a connection");
        }
        if (isWhole()) {
          replied(System.nanoTime());
        }
      }
    }

    /** One reply has come in full: the head, and as many bytes as it announces. */
    private boolean isWhole() {
      String text = new String(in.array(), 0, in.position(), ISO_8859_1);
      int head = text.indexOf("\r\n\r\n");
      if (head < 0) {
        return false;
      }
      int at = text.toLowerCase(Locale.ROOT).indexOf("content-length:");
      int length = 0;
      if (at >= 0 && at < head) {
        length = Integer.parseInt(text.substring(at + 15, text.indexOf('\r', at)).trim());
      }
      if (text.length() < head + 4 + length) {
        return false;
      }
      count(text.startsWith("200", 9));
      in.clear();
      return true;
    }

    private void count(boolean ok) {
      long now = System.nanoTime();
      if (now >= measureFromNanos && now < endNanos) {
        if (ok) {
          good++;
          latencies.recordValue(Math.min(now - sentNanos, latencies.getHighestTrackableValue()));
        } else {
          bad++;
        }
      }
    }

    private void replied(long now) throws IOException {
      waiting = false;
      if (intervalNanos == 0) {
        send(now);
      }
    }
  }

  private void open(int port) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Connection connection = new Connection(channel);
    channel.register(selector, SelectionKey.OP_READ, connection);
    if (intervalNanos == 0) {
      connection.send(System.nanoTime());
    }
  }

  private void loop() throws IOException {
    while (System.nanoTime() < endNanos) {
      if (intervalNanos == 0) {
        selector.select(100);
      } else {
        sendDue();
        selector.selectNow();
      }
      for (SelectionKey key : selector.selectedKeys()) {
        ((Connection) key.attachment()).ready(key);
      }
      selector.selectedKeys().clear();
    }
  }

  /** Sends what is due on connections that are free; what finds none stays due, and ages. */
  private void sendDue() throws IOException {
    for (SelectionKey key : selector.keys()) {
      if (dueNanos > System.nanoTime()) {
        return;
      }
      Connection connection = (Connection) key.attachment();
      if (!connection.waiting) {
        connection.send(dueNanos);
        dueNanos += intervalNanos;
      }
    }
  }
}
