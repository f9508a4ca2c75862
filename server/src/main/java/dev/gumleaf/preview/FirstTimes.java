package dev.gumleaf.preview;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.preview.OwnedHit.Standing;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When something first happened to each company, in milliseconds since 1970. Not thread-safe. */
final class FirstTimes {
  private final Map<AccountKey, Long> times = new HashMap<>();
  private final RunWatch watch;

  FirstTimes(RunWatch watch) {
    this.watch = watch;
  }

  /** That it happened. */
  void happened(OwnedHit owned) {
    note(owned, owned.hit().at());
  }

  /** That it happened, as somebody could have known. */
  void known(OwnedHit owned) {
    note(owned, owned.knownAt());
  }

  private void note(OwnedHit owned, long at) {
    if (owned.company() != null && owned.standing() == Standing.COUNTS) {
      times.merge(owned.company(), at, Math::min);
      watch.requireRoom(times.size());
    }
  }

  @Nullable Long find(AccountKey company) {
    return times.get(company);
  }
}
