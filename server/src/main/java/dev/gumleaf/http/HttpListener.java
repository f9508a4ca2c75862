package dev.gumleaf.http;

/** Is told what happens, for metrics. Must be quick; called from many threads. */
public interface HttpListener {
  /**
   * A reply was sent.
   *
   * @param endpoint the method and path template, or {@code other}
   */
  void replied(String endpoint, int status, long nanos);

  /**
   * A connection was closed at once.
   *
   * @param limit which number of connections it exceeded: {@code total} or {@code address}
   */
  void connectionRefused(String limit);
}
