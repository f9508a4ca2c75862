package dev.gumleaf.pipeline;

import dev.gumleaf.identity.Ownership;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.store.ProfilePart;
import dev.gumleaf.store.VisitActivity;
import dev.gumleaf.store.VisitRow;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What was counted for an id and cannot be counted again, because the entries were too old to be
 * kept: the difference between its parts and what is stored.
 *
 * <p>Nothing says any more when each of it happened. So all that is left of a part goes to whoever
 * the id then belonged to when the part begins: sums stay true, and what is so old is mostly older
 * than everything that people of one id can be told apart by.
 */
final class CountsOfOld {
  private final Ownership before;
  private final Map<ProfilePart, VisitActivity> counted;
  private final Map<ProfileKey, VisitActivity> found = new HashMap<>();

  /**
   * The counts of one id.
   *
   * @param before whose the id was while the parts were counted
   * @param counted its parts
   */
  CountsOfOld(Ownership before, Map<ProfilePart, VisitActivity> counted) {
    this.before = before;
    this.counted = counted;
  }

  /** An entry that is stored. */
  void found(VisitRow visit, VisitActivity activity) {
    found.merge(before.ownerAt(visit.effectiveAt()), activity, VisitActivity::plus);
  }

  /** Gives what is left to those whose it is now. */
  void giveTo(Ownership after, BiConsumer<ProfileKey, VisitActivity> receiver) {
    if (!sum(counted.values()).without(sum(found.values())).isCounted()) {
      return;
    }
    counted.forEach((part, activity) -> {
      VisitActivity left = activity.without(found.getOrDefault(part.person(), VisitActivity.NONE));
      if (left.isCounted()) {
        receiver.accept(
            after.ownerAt(activity.isSeen() ? activity.firstSeenAt() : Long.MIN_VALUE), left);
      }
    });
  }

  private static VisitActivity sum(Iterable<VisitActivity> activities) {
    VisitActivity sum = VisitActivity.NONE;
    for (VisitActivity activity : activities) {
      sum = sum.plus(activity);
    }
    return sum;
  }
}
