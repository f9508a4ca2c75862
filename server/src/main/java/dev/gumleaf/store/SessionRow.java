package dev.gumleaf.store;

import dev.gumleaf.model.ProfileKey;

/** What a slice adds to one session of a profile. Times are milliseconds since 1970, UTC. */
public record SessionRow(
    ProfileKey profile,
    String sessionId,
    long startedAt,
    long lastAt,
    long pageViews,
    long events,
    long focusMillis) {
  /** Both together; they are of the same session. */
  public SessionRow plus(SessionRow other) {
    return new SessionRow(
        profile,
        sessionId,
        Math.min(startedAt, other.startedAt),
        Math.max(lastAt, other.lastAt),
        pageViews + other.pageViews,
        events + other.events,
        focusMillis + other.focusMillis);
  }
}
