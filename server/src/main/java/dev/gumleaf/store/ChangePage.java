package dev.gumleaf.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the feed of a workspace.
 *
 * @param through the key to go on from
 * @param more whether there is more behind it already
 * @param gap what was missed before the first of these; null when nothing was
 */
public record ChangePage(
    List<StoredChange> changes, long through, boolean more, @Nullable Gap gap) {
  public ChangePage {
    changes = List.copyOf(changes);
  }

  /**
   * What was asked for is not there.
   *
   * @param after the key that was asked for
   * @param keptAfter the key that the feed goes on from
   */
  public record Gap(long after, long keptAfter) {}
}
