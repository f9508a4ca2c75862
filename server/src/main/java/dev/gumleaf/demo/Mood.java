package dev.gumleaf.demo;

import dev.gumleaf.demo.Page.Topic;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much somebody does on a working day, and what draws them.
 *
 * @param sessions on average
 * @param interests how likely a page is about each topic, beside the others
 */
record Mood(double sessions, Map<Topic, Double> interests) {
  /** Somebody who is not there. */
  static final Mood ABSENT = new Mood(0, Map.of());

  Mood {
    interests = interests.isEmpty() ? Map.of() : new EnumMap<>(interests);
  }

  static Mood of(double sessions) {
    return new Mood(sessions, Map.of());
  }

  Mood with(Topic topic, double weight) {
    Map<Topic, Double> more = new EnumMap<>(Topic.class);
    more.putAll(interests);
    more.put(topic, weight);
    return new Mood(sessions, more);
  }

  Mood times(double factor) {
    return new Mood(sessions * factor, interests);
  }

  boolean isAbsent() {
    return interests.isEmpty();
  }

  /** The topic of the next page. */
  Topic draw(Chance chance) {
    double sum = interests.values().stream().mapToDouble(Double::doubleValue).sum();
    double left = chance.between(0, sum);
    Topic last = Topic.HOME;
    for (Map.Entry<Topic, Double> each : interests.entrySet()) {
      last = each.getKey();
      left -= each.getValue();
      if (left < 0) {
        break;
      }
    }
    return last;
  }
}
