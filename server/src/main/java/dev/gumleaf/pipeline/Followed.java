package dev.gumleaf.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import dev.gumleaf.audience.AudienceFilter.SetOff;
import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.AudiencePart;
import dev.gumleaf.store.FollowedAudience;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * An audience with its questions.
 *
 * @param parts empty for an audience whose filter cannot be read
 */
record Followed(FollowedAudience audience, List<AudiencePart> parts) {
  long id() {
    return audience.audience().id();
  }

  Stream<AudiencePart> partsOf(AudienceKind kind) {
    return parts.stream().filter(part -> part.kind() == kind);
  }

  boolean asksForSignals() {
    return signals().findAny().isPresent();
  }

  private Stream<Long> signals() {
    return parts.stream()
        .limit(1)
        .flatMap(part -> part.filter().all())
        .flatMap(part -> part instanceof SetOff setOff ? Stream.of(setOff.signal()) : Stream.of());
  }

  /**
   * What tells that the same is asked as before: the filter, and whether the signals that it asks
   * for are there.
   */
  long fingerprint(Collection<Long> signals) {
    List<Long> known = signals().filter(signals::contains).distinct().sorted().toList();
    return Hashing.sha256().hashString(audience.audience().filter() + known, UTF_8).asLong();
  }
}
