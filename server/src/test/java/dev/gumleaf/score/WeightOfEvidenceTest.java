package dev.gumleaf.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gumleaf.model.Fit;
import dev.gumleaf.score.Firmographic.Quantity;
import dev.gumleaf.score.Firmographic.Words;
import dev.gumleaf.score.FitCondition.Between;
import dev.gumleaf.score.FitCondition.OneOf;
import dev.gumleaf.score.WeightOfEvidence.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeightOfEvidenceTest {
  private static final FitBucket SMALL = new FitBucket("employees", new Between(1, 51));
  private static final FitBucket MIDDLE = new FitBucket("employees", new Between(51, 251));
  private static final FitBucket LARGE =
      new FitBucket("employees", new Between(251, Double.POSITIVE_INFINITY));
  private static final FitBucket SOFTWARE =
      new FitBucket("industry", new OneOf(Set.of("software")));
  private static final FitBucket FARMING = new FitBucket("industry", new OneOf(Set.of("farming")));
  private static final List<FitBucket> BUCKETS = List.of(SMALL, MIDDLE, LARGE, SOFTWARE, FARMING);

  private static List<Example> examples(double employees, int won, int lost) {
    List<Example> examples = new ArrayList<>();
    Map<String, Firmographic> facts = Map.of("employees", new Quantity(employees));
    examples.addAll(Collections.nCopies(won, new Example(facts, true)));
    examples.addAll(Collections.nCopies(lost, new Example(facts, false)));
    return examples;
  }

  @Test
  void learn_knownCounts_isTheFormula() {
    List<Example> examples = examples(10, 2, 98);
    examples.addAll(examples(100, 28, 72));
    List<BucketWeight> weights = WeightOfEvidence.learn(BUCKETS, examples);
    BucketWeight small = weights.getFirst();
    assertThat(small.won()).isEqualTo(2);
    assertThat(small.all()).isEqualTo(100);
    assertThat(small.weight()).isCloseTo(Math.log((3 / 33.0) / (101 / 203.0)), within(1e-12));
    assertThat(weights.get(1).weight())
        .isCloseTo(Math.log((29 / 33.0) / (101 / 203.0)), within(1e-12));
    assertThat(small.pValue()).isLessThan(1e-5).isEqualTo(weights.get(1).pValue(), within(1e-15));
  }

  @Test
  void learn_emptyBucket_saysNextToNothing() {
    List<Example> examples = examples(10, 20, 180);
    BucketWeight large = WeightOfEvidence.learn(BUCKETS, examples).get(2);
    assertThat(large.all()).isZero();
    assertThat(large.pValue()).isEqualTo(1);
    assertThat(WeightOfEvidence.learn(BUCKETS, List.of()))
        .allSatisfy(each -> assertThat(each.weight()).isZero());
  }

  @Test
  void learn_bucketsThatOverlap_takeTheFirst() {
    FitBucket any = new FitBucket("employees", new Between(1, 1_000));
    List<BucketWeight> weights = WeightOfEvidence.learn(List.of(SMALL, any), examples(10, 1, 1));
    assertThat(weights.getFirst().all()).isEqualTo(2);
    assertThat(weights.getLast().all()).isZero();
  }

  @Test
  void learn_bucketThatIsAlone_isSetAgainstAllOthersThatAreKnown() {
    FitBucket segment = new FitBucket("tech", new OneOf(Set.of("segment")), true);
    FitBucket react = new FitBucket("tech", new OneOf(Set.of("react")), true);
    List<Example> examples = new ArrayList<>();
    examples.addAll(Collections.nCopies(8, new Example(tech("segment", "react"), true)));
    examples.addAll(Collections.nCopies(12, new Example(tech("segment"), false)));
    examples.addAll(Collections.nCopies(80, new Example(tech("react"), false)));
    examples.add(new Example(Map.of(), true));
    List<BucketWeight> weights = WeightOfEvidence.learn(List.of(segment, react), examples);
    assertThat(weights.getFirst())
        .satisfies(each -> assertThat(each.won()).isEqualTo(8))
        .satisfies(each -> assertThat(each.all()).isEqualTo(20))
        .satisfies(each -> assertThat(each.others()).isEqualTo(80));
    assertThat(weights.getFirst().weight())
        .isCloseTo(Math.log((9 / 10.0) / (21 / 102.0)), within(1e-12));
    assertThat(weights.getLast().all()).isEqualTo(88);
    assertThat(WeightOfEvidence.rules(weights, Set.of()))
        .extracting(FitRule::criterion)
        .containsExactly("tech is segment");
  }

  private static Map<String, Firmographic> tech(String... words) {
    return Map.of("tech", new Words(Set.of(words)));
  }

  @Test
  void rules_bucketOfFewCompanies_isLeftOut() {
    List<Example> examples = examples(10, 4, 0);
    examples.addAll(examples(100, 1, 200));
    List<BucketWeight> weights = WeightOfEvidence.learn(BUCKETS, examples);
    assertThat(weights.getFirst().pValue()).isLessThan(1e-5);
    assertThat(WeightOfEvidence.rules(weights, Set.of())).isEmpty();
  }

  @Test
  void rules_chance_isLeftOutUnlessForced() {
    List<Example> examples = examples(10, 5, 45);
    examples.addAll(examples(100, 6, 44));
    List<BucketWeight> weights = WeightOfEvidence.learn(BUCKETS, examples);
    assertThat(WeightOfEvidence.rules(weights, Set.of())).isEmpty();
    assertThat(WeightOfEvidence.rules(weights, Set.of(MIDDLE)))
        .extracting(FitRule::condition)
        .containsExactly(MIDDLE.condition());
  }

  @Test
  void fit_learntFromInventedCompanies_ranksThemRight() {
    Random random = new Random(5);
    List<Example> past = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      boolean software = random.nextBoolean();
      double employees = 1 + random.nextInt(500);
      double chance = 0.02 + (software ? 0.1 : 0) + (employees > 250 ? 0.1 : 0);
      past.add(new Example(facts(software, employees), random.nextDouble() < chance));
    }
    FitModel model =
        new FitModel(1, WeightOfEvidence.rules(WeightOfEvidence.learn(BUCKETS, past), Set.of()));
    int best = model.fit(facts(true, 300)).map(Fit::number).orElseThrow();
    int middle = model.fit(facts(true, 100)).map(Fit::number).orElseThrow();
    int worst = model.fit(facts(false, 100)).map(Fit::number).orElseThrow();
    assertThat(best).isEqualTo(100);
    assertThat(middle).isBetween(20, 80);
    assertThat(worst).isLessThan(10);
    List<RankingQuality.Outcome> outcomes =
        past.stream()
            .map(each ->
                new RankingQuality.Outcome(
                    model.fit(each.facts()).map(Fit::number).orElseThrow(), each.won()))
            .toList();
    assertThat(RankingQuality.area(outcomes).orElseThrow()).isGreaterThan(0.64);
  }

  private static Map<String, Firmographic> facts(boolean software, double employees) {
    return Map.of(
        "industry", new Words(Set.of(software ? "Software" : "Farming")),
        "employees", new Quantity(employees));
  }
}
