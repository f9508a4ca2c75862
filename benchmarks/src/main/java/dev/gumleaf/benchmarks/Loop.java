package dev.gumleaf.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * One thread of load: some connections on one selector. In a closed loop each connection sends
 * again as soon as it has its reply; in an open loop requests begin at fixed times, and what waits
 * for a free connection is counted as waiting.
 */
final class Loop {
  /** Latencies above a minute count as one. */
  private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(1);

  private final InetSocketAddress address;
  private final Requests requests;
  private final Plan plan;
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private final Histogram latencies = new Histogram(NANOS_MAX, 3);
  private long sent;
  private long answered;
  private long ok;
  private long errors;
  private long lastReply;
  private int busy;

  /**
   * What this thread does.
   *
   * @param everyNanos between two starts of an open loop; 0 for a closed loop
   * @param requestsMax to send before stopping; counted from the start of the warm-up
   */
  record Plan(
      int connections, long everyNanos, long warmUpNanos, long stopNanos, long requestsMax) {}

  Loop(InetSocketAddress address, Requests requests, Plan plan) {
    this.address = address;
    this.requests = requests;
    this.plan = plan;
  }

  /** Sends until the plan is fulfilled and every reply is there. */
  LoadResult run() throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < plan.connections(); i++) {
        idle.add(new Connection(address, selector, requests.length()));
      }
      long start = System.nanoTime();
      loop(selector, start);
      for (Connection connection : idle) {
        connection.close();
      }
      long measuredFrom = start + plan.warmUpNanos();
      return new LoadResult(sent, ok, answered, errors, lastReply - measuredFrom, latencies);
    }
  }

  private void loop(Selector selector, long start) throws IOException {
    long measuredFrom = start + plan.warmUpNanos();
    long stop = start + plan.stopNanos();
    while (true) {
      long now = System.nanoTime();
      boolean sending = now < stop && sent < plan.requestsMax();
      if (sending) {
        sendDue(now, start);
      } else if (busy == 0) {
        return;
      }
      if (plan.everyNanos() > 0 && sending) {
        selector.selectNow();
      } else {
        selector.select(100);
      }
      Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
      while (keys.hasNext()) {
        SelectionKey key = keys.next();
        keys.remove();
        serve(selector, key, measuredFrom);
        if (plan.everyNanos() == 0) {
          now = System.nanoTime();
          if (now < stop && sent < plan.requestsMax()) {
            sendDue(now, start);
          }
        }
      }
    }
  }

  private void sendDue(long now, long start) throws IOException {
    while (!idle.isEmpty() && sent < plan.requestsMax()) {
      long intended = plan.everyNanos() == 0 ? now : start + sent * plan.everyNanos();
      if (intended > now) {
        return;
      }
      Connection connection = idle.poll();
      sent++;
      busy++;
      connection.send(requests, intended);
    }
  }

  private void serve(Selector selector, SelectionKey key, long measuredFrom) throws IOException {
    Connection connection = (Connection) key.attachment();
    try {
      if (key.isWritable()) {
        connection.flush();
      }
      if (!key.isReadable() || !connection.read()) {
        return;
      }
    } catch (IOException e) {
      errors++;
      connection.close();
      connection = new Connection(address, selector, requests.length());
      busy--;
      idle.add(connection);
      return;
    }
    busy--;
    idle.add(connection);
    count(connection, measuredFrom);
  }

  private void count(Connection connection, long measuredFrom) {
    long now = System.nanoTime();
    if (!connection.isOk()) {
      errors++;
      return;
    }
    ok++;
    // By the time of the reply: in an open loop that the server cannot follow, late ones count too.
    if (now >= measuredFrom) {
      answered++;
      lastReply = now;
      latencies.recordValue(Math.min(now - connection.startedNanos, NANOS_MAX));
    }
  }
}
