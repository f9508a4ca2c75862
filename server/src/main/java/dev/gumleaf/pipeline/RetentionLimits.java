package dev.gumleaf.pipeline;

import dev.gumleaf.model.CallKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How long what was sent is kept.
 *
 * @param entries by kind; a kind that is missing is kept for ever, and identifies have to be: they
 *     are what traits are worked out from
 * @param anonymousProfiles how long people without an address are kept after they were last seen
 */
public record RetentionLimits(
    Map<CallKind, Duration> entries, Optional<Duration> anonymousProfiles) {
  public RetentionLimits {
    entries = Map.copyOf(entries);
    if (entries.containsKey(CallKind.IDENTIFY)) {
      throw new IllegalArgumentException("identifies are kept for ever");
    }
  }
}
