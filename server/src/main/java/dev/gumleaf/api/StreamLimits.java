package dev.gumleaf.api;

import java.time.Duration;

/**
 * What live streams may take.
 *
 * @param max streams open at once
 * @param perWorkspaceMax those of one workspace
 * @param heartbeat how long a stream is silent before it says that it is there
 */
public record StreamLimits(int max, int perWorkspaceMax, Duration heartbeat) {
  public static final StreamLimits DEFAULT = new StreamLimits(100, 10, Duration.ofSeconds(15));
}
