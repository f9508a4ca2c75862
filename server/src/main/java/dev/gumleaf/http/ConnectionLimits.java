package dev.gumleaf.http;

import java.time.Duration;

/**
 * What connections may take: places, time, memory. A time is absolute: a byte now and then does not
 * move it.
 *
 * @param openMax connections open at once; 0 for no limit
 * @param openPerClientMax those of one client address, an IPv6 /64 counting as one; 0 for no limit.
 *     Trusted proxies stand for many clients and are not counted
 * @param headerTimeout until the first request of a connection must have begun, so that connecting
 *     and dribbling costs an attacker more than it costs us
 * @param bodyTimeout until a begun request must be there in full
 * @param bodyGrace until a body must have arrived at the rate below, counted from its first byte
 * @param bodyBytesPerSecondMin the slowest a body may come, on average; 0 for any rate
 * @param writeTimeout until a client must have taken a reply
 * @param idleTimeout until a connection without a request is closed
 */
public record ConnectionLimits(
    int openMax,
    int openPerClientMax,
    Duration headerTimeout,
    Duration bodyTimeout,
    Duration bodyGrace,
    long bodyBytesPerSecondMin,
    Duration writeTimeout,
    Duration idleTimeout) {
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(
          10_000,
          1_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          1024,
          Duration.ofSeconds(30),
          Duration.ofSeconds(75));
}
