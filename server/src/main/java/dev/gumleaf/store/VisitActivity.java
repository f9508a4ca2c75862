package dev.gumleaf.store;

import dev.gumleaf.model.CallKind;

/**
 * What happened, counted. Adding is commutative and has a zero, so parts can be added up in any
 * order.
 *
 * @param marked entries that do not show on lists; the other counts are of those that do
 * @param focusMillis how long pages were in front
 * @param firstSeenAt the earliest visible entry, in milliseconds since 1970, UTC; {@link
 *     Long#MAX_VALUE} when there is none
 * @param lastSeenAt the latest; {@link Long#MIN_VALUE} when there is none
 */
public record VisitActivity(
    long identifies,
    long pageViews,
    long events,
    long formSubmissions,
    long metrics,
    long marked,
    long focusMillis,
    long firstSeenAt,
    long lastSeenAt) {
  public static final VisitActivity NONE =
      new VisitActivity(0, 0, 0, 0, 0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE);

  /** One hidden entry. */
  public static final VisitActivity MARKED =
      new VisitActivity(0, 0, 0, 0, 0, 1, 0, Long.MAX_VALUE, Long.MIN_VALUE);

  /**
   * One visible entry. What a page measures about itself is nothing that the person did, so a
   * metric does not count as being seen.
   */
  public static VisitActivity of(CallKind kind, long focusMillis, long at) {
    return switch (kind) {
      case IDENTIFY -> new VisitActivity(1, 0, 0, 0, 0, 0, 0, at, at);
      case PAGE_VIEW -> new VisitActivity(0, 1, 0, 0, 0, 0, focusMillis, at, at);
      case TRACK -> new VisitActivity(0, 0, 1, 0, 0, 0, 0, at, at);
      case FORM -> new VisitActivity(0, 0, 0, 1, 0, 0, 0, at, at);
      case METRIC -> new VisitActivity(0, 0, 0, 0, 1, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE);
    };
  }

  /** More focus time for a page view that was counted before. */
  public static VisitActivity ofFocus(long focusMillis) {
    return new VisitActivity(0, 0, 0, 0, 0, 0, focusMillis, Long.MAX_VALUE, Long.MIN_VALUE);
  }

  public VisitActivity plus(VisitActivity other) {
    return new VisitActivity(
        identifies + other.identifies,
        pageViews + other.pageViews,
        events + other.events,
        formSubmissions + other.formSubmissions,
        metrics + other.metrics,
        marked + other.marked,
        focusMillis + other.focusMillis,
        Math.min(firstSeenAt, other.firstSeenAt),
        Math.max(lastSeenAt, other.lastSeenAt));
  }

  /**
   * What is left when a part of it is taken away, nothing below zero. It was first seen, and last,
   * when the whole was, if the part does not account for that.
   */
  public VisitActivity without(VisitActivity part) {
    boolean earlier = firstSeenAt < part.firstSeenAt;
    boolean later = lastSeenAt > part.lastSeenAt;
    long first = earlier ? firstSeenAt : later ? lastSeenAt : NONE.firstSeenAt;
    long last = later ? lastSeenAt : earlier ? firstSeenAt : NONE.lastSeenAt;
    return new VisitActivity(
        Math.max(0, identifies - part.identifies),
        Math.max(0, pageViews - part.pageViews),
        Math.max(0, events - part.events),
        Math.max(0, formSubmissions - part.formSubmissions),
        Math.max(0, metrics - part.metrics),
        Math.max(0, marked - part.marked),
        Math.max(0, focusMillis - part.focusMillis),
        first,
        last);
  }

  /** Whether anything was counted. */
  public boolean isCounted() {
    return identifies + pageViews + events + formSubmissions + metrics + marked + focusMillis > 0;
  }

  public boolean isSeen() {
    return lastSeenAt != Long.MIN_VALUE;
  }
}
