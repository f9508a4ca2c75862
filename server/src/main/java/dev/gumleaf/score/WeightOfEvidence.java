package dev.gumleaf.score;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Learns rules of fit from companies that were won. A bucket weighs
 *
 * <pre>
 * ln[ ((won + 1) / (W + B)) / ((all + 1) / (A + B)) ]
 * </pre>
 *
 * where W and A are those of all B buckets of the same attribute. The ones are Laplace's: as if
 * each bucket had one company more, so that an empty bucket says nothing instead of everything.
 * Weight of evidence is by Good, "Probability and the Weighing of Evidence", 1950; that weights of
 * different attributes are added takes them as independent, as naive Bayes does.
 */
public final class WeightOfEvidence {
  /** Above this, a weight may well be chance; the customary 5 %. */
  public static final double P_VALUE_MAX = 0.05;

  /** A company, and whether it was won. */
  public record Example(Map<String, Firmographic> facts, boolean won) {
    /** Copies the facts. */
    public Example {
      facts = Map.copyOf(facts);
    }
  }

  /** Companies won, and all. */
  private record Count(long won, long all) {
    Count plus(boolean isWon) {
      return new Count(won + (isWon ? 1 : 0), all + 1);
    }

    Count plus(Count other) {
      return new Count(won + other.won, all + other.all);
    }
  }

  private WeightOfEvidence() {}

  /** The weight of each bucket, in the order given. */
  public static List<BucketWeight> learn(List<FitBucket> buckets, Collection<Example> examples) {
    Map<FitBucket, Count> counts = new LinkedHashMap<>();
    buckets.forEach(bucket -> counts.put(bucket, new Count(0, 0)));
    Map<String, List<FitBucket>> attributes = new LinkedHashMap<>();
    counts
        .keySet()
        .forEach(bucket ->
            attributes.computeIfAbsent(bucket.attribute(), name -> new ArrayList<>()).add(bucket));
    for (Example example : examples) {
      for (List<FitBucket> attribute : attributes.values()) {
        findBucket(attribute, example)
            .ifPresent(bucket ->
                counts.computeIfPresent(bucket, (key, count) -> count.plus(example.won())));
      }
    }
    List<BucketWeight> weights = new ArrayList<>();
    counts.forEach((bucket, count) -> {
      List<FitBucket> siblings = attributes.getOrDefault(bucket.attribute(), List.of());
      Count sum = siblings.stream().map(counts::get).reduce(new Count(0, 0), Count::plus);
      weights.add(weight(bucket, count, sum, siblings.size()));
    });
    return weights;
  }

  /**
   * The rules that follow: one criterion for each attribute, with the buckets that are no chance.
   *
   * @param forced buckets to take whatever their p-value
   */
  public static List<FitRule> rules(Collection<BucketWeight> weights, Set<FitBucket> forced) {
    return weights.stream()
        .filter(each -> each.pValue() < P_VALUE_MAX || forced.contains(each.bucket()))
        .map(each ->
            new FitRule(
                each.bucket().attribute(),
                each.bucket().attribute(),
                each.bucket().condition(),
                each.weight()))
        .toList();
  }

  private static Optional<FitBucket> findBucket(List<FitBucket> attribute, Example example) {
    return Optional.ofNullable(example.facts().get(attribute.getFirst().attribute()))
        .flatMap(fact ->
            attribute.stream().filter(bucket -> bucket.condition().holds(fact)).findFirst());
  }

  private static BucketWeight weight(FitBucket bucket, Count count, Count sum, int buckets) {
    double ofWon = (count.won() + 1.0) / (sum.won() + buckets);
    double ofAll = (count.all() + 1.0) / (sum.all() + buckets);
    double pValue =
        Proportions.pValue(
            count.won(), count.all(), sum.won() - count.won(), sum.all() - count.all());
    return new BucketWeight(
        bucket, count.won(), count.all(), StrictMath.log(ofWon / ofAll), pValue);
  }
}
