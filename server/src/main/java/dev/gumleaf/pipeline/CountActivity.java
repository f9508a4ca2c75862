package dev.gumleaf.pipeline;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Mark;
import dev.gumleaf.store.AccountActivity;
import dev.gumleaf.store.AccountDay;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what is new, per account and per account and day. Counting, the earliest and the latest
 * are sums and joins over distinct entries, so the order of slices does not matter.
 */
final class CountActivity implements Step {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private record DayKey(long account, long day) implements Comparable<DayKey> {
    @Override
    public int compareTo(DayKey other) {
      int byAccount = Long.compare(account, other.account);
      return byAccount != 0 ? byAccount : Long.compare(day, other.day);
    }
  }

  @Override
  public String name() {
    return "count_activity";
  }

  @Override
  public void apply(SliceWork work) {
    Map<Long, AccountActivity> activities = new TreeMap<>();
    Map<DayKey, AccountDay> days = new TreeMap<>();
    for (PendingEntry entry : work.entries()) {
      if (entry.isStored()) {
        AccountActivity activity = activity(entry);
        activities.merge(activity.account().value(), activity, AccountActivity::plus);
        if (activity.marked() == 0) {
          AccountDay day = day(entry);
          days.merge(new DayKey(day.account().value(), day.day()), day, AccountDay::plus);
        }
      }
    }
    work.derivation().addActivity(activities.values());
    work.derivation().addDays(days.values());
  }

  private static AccountActivity activity(PendingEntry entry) {
    AccountKey account = entry.account().key();
    AccountKey head = entry.account().head();
    boolean hidden = entry.marks().stream().anyMatch(Mark::isHidden);
    if (hidden) {
      return new AccountActivity(account, head, 0, 0, 1, Long.MAX_VALUE, Long.MIN_VALUE);
    }
    long at = entry.effectiveAt().toEpochMilli();
    boolean event = entry.call().kind() == CallKind.TRACK;
    return new AccountActivity(account, head, event ? 1 : 0, event ? 0 : 1, 0, at, at);
  }

  private static AccountDay day(PendingEntry entry) {
    boolean event = entry.call().kind() == CallKind.TRACK;
    long day = Math.floorDiv(entry.effectiveAt().toEpochMilli(), DAY_MILLIS);
    return new AccountDay(entry.account().key(), day, event ? 1 : 0, event ? 0 : 1);
  }
}
