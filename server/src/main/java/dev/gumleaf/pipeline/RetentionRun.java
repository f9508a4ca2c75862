package dev.gumleaf.pipeline;

import dev.gumleaf.model.CallKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** One run of retention: what it has deleted so far, and whether it shall go on. */
final class RetentionRun {
  private static final String ANONYMOUS_PROFILE = "anonymous_profile";

  private final RetentionListener listener;
  private final BooleanSupplier goesOn;
  private final Map<String, Long> counts = new TreeMap<>();

  RetentionRun(RetentionListener listener, BooleanSupplier goesOn) {
    this.listener = listener;
    this.goesOn = goesOn;
  }

  boolean goesOn() {
    return goesOn.getAsBoolean();
  }

  void deleted(Map<CallKind, Long> entries) {
    entries.forEach((kind, count) -> deleted(kind.word(), count));
  }

  void deletedProfiles(long count) {
    deleted(ANONYMOUS_PROFILE, count);
  }

  private void deleted(String kind, long count) {
    if (count > 0) {
      counts.merge(kind, count, Long::sum);
      listener.deleted(kind, count);
    }
  }

  /** What was deleted, by kind; empty if nothing was. */
  Map<String, Long> counts() {
    return counts;
  }
}
