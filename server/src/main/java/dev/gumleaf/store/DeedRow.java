package dev.gumleaf.store;

import dev.gumleaf.model.ProfileKey;
import org.jspecify.annotations.Nullable;

/** Something under a row of profiles that can count. Times are milliseconds since 1970, UTC. */
public sealed interface DeedRow {
  ProfileKey profile();

  long at();

  /**
   * A page view that shows.
   *
   * @param page which page it was of
   */
  record View(
      ProfileKey profile, long at, long focusMillis, String page, @Nullable String messageId)
      implements DeedRow {}

  /** A signal that was set off, and is not deleted. */
  record Hit(ProfileKey profile, long at, long signal, String evidence) implements DeedRow {}
}
