package dev.gumleaf.score;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks at companies to find the buckets that are worth weighing: ranges of numbers with about as
 * many companies each, and words that several companies share. Companies are not kept. Not
 * thread-safe.
 */
public final class FitSurvey {
  /** Attributes looked at; more are not what firms are told apart by. */
  public static final int ATTRIBUTES_MAX = 200;

  /** Buckets of one attribute; people read no more. */
  public static final int WORDS_MAX = 30;

  /** Different words or numbers of one attribute that are counted; a name or an id has more. */
  private static final int DIFFERENT_MAX = 20_000;

  private static final int RANGES = 5;

  private static final int DIGITS_MIN = 2;

  /** Share of the narrowest range by which rounding may move a bound. */
  private static final double MOVED_MAX = 0.1;

  /** A double has no more. */
  private static final int DIGITS_MAX = 15;

  private final Map<String, Attribute> attributes = new TreeMap<>();

  private static final class Attribute {
    private final Map<String, Long> words = new HashMap<>();
    private final TreeMap<Double, Long> numbers = new TreeMap<>();
    private boolean isList;
    private long known;
    private long numeric;

    void add(Firmographic fact) {
      known++;
      switch (fact) {
        case Firmographic.Words(Set<String> found) -> {
          isList |= found.size() > 1;
          found.forEach(word -> count(words, word));
        }
        case Firmographic.Quantity(double value) -> {
          numeric++;
          count(numbers, value);
        }
      }
    }

    private static <K> void count(Map<K, Long> counts, K key) {
      if (counts.size() < DIFFERENT_MAX || counts.containsKey(key)) {
        counts.merge(key, 1L, Long::sum);
      }
    }
  }

  /** Looks at one more company. */
  public void add(Map<String, Firmographic> facts) {
    facts.forEach((name, fact) -> {
      Attribute attribute = attributes.get(name);
      if (attribute == null && attributes.size() < ATTRIBUTES_MAX) {
        attribute = new Attribute();
        attributes.put(name, attribute);
      }
      if (attribute != null) {
        attribute.add(fact);
      }
    });
  }

  /** The buckets, by attribute; none of an attribute that says next to nothing. */
  public List<FitBucket> buckets() {
    List<FitBucket> buckets = new ArrayList<>();
    attributes.forEach((name, attribute) -> {
      List<FitBucket> found = buckets(name, attribute);
      // A single bucket has nothing that it could be set against.
      if (found.size() > 1 || found.stream().anyMatch(FitBucket::alone)) {
        buckets.addAll(found);
      }
    });
    return buckets;
  }

  private static List<FitBucket> buckets(String name, Attribute attribute) {
    List<FitBucket> buckets = new ArrayList<>(ranges(name, attribute));
    long in = buckets.isEmpty() ? 0 : attribute.numeric;
    for (Map.Entry<String, Long> word : frequent(attribute)) {
      in += word.getValue();
      FitCondition condition = new FitCondition.OneOf(Set.of(word.getKey()));
      buckets.add(new FitBucket(name, condition, attribute.isList));
    }
    if (!attribute.isList && attribute.known - in >= WeightOfEvidence.COMPANIES_MIN) {
      // All the rest, because the first bucket that holds counts.
      buckets.add(new FitBucket(name, new FitCondition.Known()));
    }
    return buckets;
  }

  private static List<Map.Entry<String, Long>> frequent(Attribute attribute) {
    return attribute.words.entrySet().stream()
        .filter(word -> word.getValue() >= WeightOfEvidence.COMPANIES_MIN)
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(WORDS_MAX)
        .toList();
  }

  private static List<FitBucket> ranges(String name, Attribute attribute) {
    List<Double> bounds = bounds(attribute);
    if (bounds.isEmpty()) {
      return List.of();
    }
    List<FitBucket> ranges = new ArrayList<>();
    double from = Double.NEGATIVE_INFINITY;
    for (double bound : bounds) {
      ranges.add(new FitBucket(name, new FitCondition.Between(from, bound)));
      from = bound;
    }
    ranges.add(new FitBucket(name, new FitCondition.Between(from, Double.POSITIVE_INFINITY)));
    return ranges;
  }

  /** Where about each fifth of the companies ends, at numbers that can be read. */
  private static List<Double> bounds(Attribute attribute) {
    long all = attribute.numbers.values().stream().mapToLong(Long::longValue).sum();
    if (all < (long) RANGES * WeightOfEvidence.COMPANIES_MIN) {
      return List.of();
    }
    List<Double> bounds = new ArrayList<>();
    long passed = 0;
    int next = 1;
    for (Map.Entry<Double, Long> each : attribute.numbers.entrySet()) {
      if (passed > 0 && next < RANGES && passed * RANGES >= all * next) {
        bounds.add(each.getKey());
      }
      while (next < RANGES && passed * RANGES >= all * next) {
        next++;
      }
      passed += each.getValue();
    }
    return readable(bounds, attribute.numbers.firstKey());
  }

  /** With as few digits as tell them apart: two for revenues, all for years. */
  private static List<Double> readable(List<Double> bounds, double lowest) {
    for (int digits = DIGITS_MIN; digits < DIGITS_MAX; digits++) {
      MathContext rounding = new MathContext(digits);
      List<Double> rounded =
          bounds.stream()
              .map(bound -> BigDecimal.valueOf(bound).round(rounding).doubleValue())
              .toList();
      if (isAscending(rounded, lowest) && isNear(rounded, bounds, lowest)) {
        return rounded;
      }
    }
    return bounds;
  }

  /** Whether rounding moved no bound by more than a small share of the ranges beside it. */
  private static boolean isNear(List<Double> rounded, List<Double> bounds, double lowest) {
    double narrowest = Double.MAX_VALUE;
    double last = lowest;
    for (double bound : bounds) {
      narrowest = Math.min(narrowest, bound - last);
      last = bound;
    }
    for (int i = 0; i < bounds.size(); i++) {
      if (Math.abs(rounded.get(i) - bounds.get(i)) > MOVED_MAX * narrowest) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAscending(List<Double> bounds, double lowest) {
    double last = lowest;
    for (double bound : bounds) {
      if (bound <= last) {
        return false;
      }
      last = bound;
    }
    return true;
  }
}
