package dev.gumleaf.score;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.gumleaf.model.ProfileKey;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who of an account was active on each of the last days, in UTC. Immutable; the order in which
 * activity comes does not matter, and those of parts can be merged.
 *
 * @param days the people of each day, by its number since 1970
 */
public record ActivePeople(Map<Long, Set<ProfileKey>> days) {
  /** How many days are looked back, today included: a week evens out weekends. */
  public static final int DAYS = 7;

  /** One more is kept, because the clock of the newest entry may run ahead of the reader's. */
  private static final int DAYS_KEPT = DAYS + 1;

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** Nobody, on any day. */
  public static final ActivePeople NONE = new ActivePeople(Map.of());

  /** Copies the sets, and drops days that are too old to count. */
  public ActivePeople {
    SortedMap<Long, Set<ProfileKey>> kept = new TreeMap<>();
    long newest = days.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    days.forEach((day, people) -> {
      if (day > newest - DAYS_KEPT && !people.isEmpty()) {
        kept.put(day, Set.copyOf(people));
      }
    });
    days = Map.copyOf(kept);
  }

  /** With somebody who was active at a time, in milliseconds since 1970, UTC. */
  public ActivePeople add(ProfileKey person, long at) {
    return merge(new ActivePeople(Map.of(day(at), Set.of(person))));
  }

  /**
   * Without somebody, on any day; for one who is erased, or moves to another account. Days that
   * were dropped as too old stay so.
   */
  public ActivePeople remove(ProfileKey person) {
    Map<Long, Set<ProfileKey>> others = new TreeMap<>();
    days.forEach((day, people) ->
        others.put(
            day,
            people.stream().filter(each -> !each.equals(person)).collect(toUnmodifiableSet())));
    return new ActivePeople(others);
  }

  /** Those of both. */
  public ActivePeople merge(ActivePeople other) {
    Map<Long, Set<ProfileKey>> merged = new TreeMap<>(days);
    other.days.forEach((day, people) ->
        merged.merge(
            day,
            people,
            (a, b) -> Stream.concat(a.stream(), b.stream()).collect(toUnmodifiableSet())));
    return new ActivePeople(merged);
  }

  /** How many different people were active on the last seven days, that of {@code now} included. */
  public int count(long now) {
    long today = day(now);
    return (int)
        days.entrySet().stream()
            .filter(each -> each.getKey() > today - DAYS)
            .flatMap(each -> each.getValue().stream())
            .distinct()
            .count();
  }

  private static long day(long at) {
    return Math.floorDiv(at, DAY_MILLIS);
  }
}
