package dev.gumleaf.http;

/** Is told of each reply, for metrics. Must be quick; called from many threads. */
@FunctionalInterface
public interface HttpListener {
  /**
   * A reply was sent.
   *
   * @param endpoint the method and path template, or {@code other}
   */
  void replied(String endpoint, int status, long nanos);
}
