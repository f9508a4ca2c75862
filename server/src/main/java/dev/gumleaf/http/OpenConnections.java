package dev.gumleaf.http;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the open connections of all event loops, in total and by client. Thread-safe. */
final class OpenConnections {
  /**
   * Stands for the proxies that the operator trusts; their connections are counted in total only.
   */
  private static final String PROXY = "";

  /** What a connection would exceed. */
  enum Limit {
    TOTAL,
    ADDRESS;

    /** The word in metrics. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final ConnectionLimits limits;
  private final ClientAddress addresses;
  private final AtomicInteger total = new AtomicInteger();
  private final ConcurrentMap<String, Integer> byClient = new ConcurrentHashMap<>();

  OpenConnections(ConnectionLimits limits, ClientAddress addresses) {
    this.limits = limits;
    this.addresses = addresses;
  }

  /** Whose connection that is, as it is counted. */
  String client(String peer) {
    return addresses.isTrusted(peer) ? PROXY : ClientAddress.client(peer);
  }

  /** Counts a connection, or gives the limit that it would exceed. */
  Optional<Limit> enter(String client) {
    if (exceeds(total.incrementAndGet(), limits.openMax())) {
      total.decrementAndGet();
      return Optional.of(Limit.TOTAL);
    }
    int own = client.equals(PROXY) ? 0 : byClient.merge(client, 1, Integer::sum);
    if (exceeds(own, limits.openPerClientMax())) {
      leave(client);
      return Optional.of(Limit.ADDRESS);
    }
    return Optional.empty();
  }

  private static boolean exceeds(int open, int max) {
    return max > 0 && open > max;
  }

  /** Ends the count of a connection that was let in. */
  void leave(String client) {
    total.decrementAndGet();
    byClient.computeIfPresent(client, (counted, open) -> open == 1 ? null : open - 1);
  }

  int total() {
    return total.get();
  }
}
