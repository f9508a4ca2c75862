package dev.gumleaf.benchmarks;

/** Somewhere a body becomes durable; the callback runs when it is. */
interface GroupLog extends AutoCloseable {
  void append(byte[] body, Runnable durable);

  @Override
  void close();
}
