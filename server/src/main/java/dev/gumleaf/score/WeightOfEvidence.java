package dev.gumleaf.score;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Learns rules of fit from companies that were won. A bucket weighs
 *
 * <pre>
 * ln[ ((won + 1) / (W + B)) / ((all + 1) / (A + B)) ]
 * </pre>
 *
 * where W and A are those of all B buckets of the same attribute; for a bucket that is alone, those
 * of which the attribute is known, in it or not, and B is 2. The ones are Laplace's: as if each
 * bucket had one company more, so that an empty bucket says nothing instead of everything. Weight
 * of evidence is by Good, "Probability and the Weighing of Evidence", 1950; that weights of
 * different attributes are added takes them as independent, as naive Bayes does.
 *
 * <p>Companies are shown one at a time and not kept. Not thread-safe.
 */
public final class WeightOfEvidence {
  /** Above this, a weight may well be chance; the customary 5 %. */
  public static final double P_VALUE_MAX = 0.05;

  /**
   * Companies that a bucket needs, and the others of its attribute, too: the test of significance
   * is an approximation that means nothing for fewer.
   */
  public static final int COMPANIES_MIN = 5;

  /** A company, and whether it was won. */
  public record Example(Map<String, Firmographic> facts, boolean won) {
    /** Copies the facts. */
    public Example {
      facts = Map.copyOf(facts);
    }
  }

  /** Companies won, and all. */
  private static final class Count {
    private long won;
    private long all;

    void add(boolean isWon) {
      won += isWon ? 1 : 0;
      all++;
    }
  }

  /** Buckets that share their companies out, and the companies that are in any of them. */
  private record Contest(String attribute, Map<FitBucket, Count> buckets, Count sum) {
    void add(Example example) {
      Firmographic fact = example.facts().get(attribute);
      if (fact == null) {
        return;
      }
      for (Map.Entry<FitBucket, Count> each : buckets.entrySet()) {
        boolean holds = each.getKey().condition().holds(fact);
        if (holds) {
          each.getValue().add(example.won());
        }
        if (holds || each.getKey().alone()) {
          sum.add(example.won());
          return;
        }
      }
    }
  }

  private final List<FitBucket> buckets;
  private final Map<String, Contest> contests = new LinkedHashMap<>();

  /** Knows no company yet. */
  public WeightOfEvidence(Collection<FitBucket> buckets) {
    this.buckets = List.copyOf(buckets);
    for (FitBucket bucket : buckets) {
      contests
          .computeIfAbsent(
              bucket.criterion(),
              name -> new Contest(bucket.attribute(), new LinkedHashMap<>(), new Count()))
          .buckets()
          .put(bucket, new Count());
    }
  }

  /** The weight of each bucket, in the order given. */
  public static List<BucketWeight> learn(List<FitBucket> buckets, Collection<Example> examples) {
    WeightOfEvidence learning = new WeightOfEvidence(buckets);
    examples.forEach(learning::add);
    return learning.weights();
  }

  /** Looks at one more company. */
  public void add(Example example) {
    contests.values().forEach(contest -> contest.add(example));
  }

  /** The weight of each bucket, in the order they were given. */
  public List<BucketWeight> weights() {
    List<BucketWeight> weights = new ArrayList<>();
    for (FitBucket bucket : buckets) {
      Contest contest = contests.get(bucket.criterion());
      Count count = contest == null ? null : contest.buckets().get(bucket);
      if (contest != null && count != null) {
        weights.add(weight(bucket, count, contest));
      }
    }
    return weights;
  }

  /** Whether a weight is no chance. */
  public static boolean isSignificant(BucketWeight weight) {
    return weight.pValue() < P_VALUE_MAX
        && weight.all() >= COMPANIES_MIN
        && weight.others() >= COMPANIES_MIN;
  }

  /**
   * The rules that follow: one criterion for each attribute, or for each bucket that is alone, with
   * the buckets that are no chance.
   *
   * @param forced buckets to take whatever their significance
   */
  public static List<FitRule> rules(Collection<BucketWeight> weights, Set<FitBucket> forced) {
    return weights.stream()
        .filter(each -> isSignificant(each) || forced.contains(each.bucket()))
        .map(each ->
            new FitRule(
                each.bucket().criterion(),
                each.bucket().attribute(),
                each.bucket().condition(),
                each.weight()))
        .toList();
  }

  private static BucketWeight weight(FitBucket bucket, Count count, Contest contest) {
    Count sum = contest.sum();
    int parts = bucket.alone() ? 2 : contest.buckets().size();
    double ofWon = (count.won + 1.0) / (sum.won + parts);
    double ofAll = (count.all + 1.0) / (sum.all + parts);
    long others = sum.all - count.all;
    double pValue = Proportions.pValue(count.won, count.all, sum.won - count.won, others);
    return new BucketWeight(
        bucket, count.won, count.all, others, StrictMath.log(ofWon / ofAll), pValue);
  }
}
