package dev.gumleaf.pipeline;

import java.time.Instant;

/** Is told what retention does, for metrics. Must be quick. */
public interface RetentionListener {
  /**
   * Something was deleted; told after the commit.
   *
   * @param kind the word of a kind of entries, or {@code anonymous_profile}
   */
  void deleted(String kind, long count);

  /** A run came to its end. */
  void succeeded(Instant at);
}
