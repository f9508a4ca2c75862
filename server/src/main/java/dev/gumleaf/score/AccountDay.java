package dev.gumleaf.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What all people of an account did on one day, in UTC, is worth: the points of each group up to
 * its limit, and more the more people were active.
 *
 * @param day since 1970
 * @param people how many were active
 * @param groups what each group of the model has; those that have nothing are left out
 * @param total what the day counts, as of the last thing that was done on it
 */
public record AccountDay(long day, int people, List<Group> groups, Points total) {
  /**
   * The points of a group.
   *
   * @param raw what came together
   * @param counted what counts of it
   */
  public record Group(String name, Points raw, double counted) {}

  /** Copies the groups. */
  public AccountDay {
    groups = List.copyOf(groups);
  }

  /**
   * The worth of a day.
   *
   * @param sums what the people have together, by the name of the group; of groups that the model
   *     does not have, nothing counts
   */
  public static AccountDay of(ScoreModel model, long day, int people, Map<String, Points> sums) {
    List<Group> groups = new ArrayList<>();
    Points total = Points.NONE;
    for (ScoreGroup group : model.groups()) {
      Points raw = sums.getOrDefault(group.name(), Points.NONE);
      if (raw.points() > 0) {
        double counted = Math.min(group.limit(), raw.points());
        groups.add(new Group(group.name(), raw, counted));
        total = total.plus(new Points(counted, raw.at()));
      }
    }
    double multiplied = total.points() * model.peopleMultiplier(people);
    // Points that nothing counts of have no time from which they could decay.
    Points decaying = groups.isEmpty() ? new Points(0, 0) : new Points(multiplied, total.at());
    return new AccountDay(day, people, groups, decaying);
  }

  /** What counts because more than one was active. */
  public double byPeople() {
    return total.points() - groups.stream().mapToDouble(Group::counted).sum();
  }
}
