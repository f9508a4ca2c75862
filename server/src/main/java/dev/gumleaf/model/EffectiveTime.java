package dev.gumleaf.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When an entry holds from, given what the client's clock and ours say. */
public final class EffectiveTime {
  /** How far a client's clock may run ahead of ours before we trust ours instead. */
  public static final Duration AHEAD_MAX = Duration.ofMinutes(10);

  private EffectiveTime() {}

  /** The client's time unless it is missing or too far ahead; then the time of receipt. */
  public static Instant of(@Nullable Instant sentAt, Instant receivedAt) {
    return sentAt == null || isAhead(sentAt, receivedAt) ? receivedAt : sentAt;
  }

  public static boolean isAhead(@Nullable Instant sentAt, Instant receivedAt) {
    return sentAt != null && sentAt.isAfter(receivedAt.plus(AHEAD_MAX));
  }
}
