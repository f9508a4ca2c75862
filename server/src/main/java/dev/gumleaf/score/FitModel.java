package dev.gumleaf.score;

import dev.gumleaf.model.Fit;
import dev.gumleaf.model.FitPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of what a workspace looks for in companies. Rules are stated by people, or learned
 * from won customers by {@link WeightOfEvidence}. Immutable.
 *
 * <p>Points are brought to 1 to 100 between the worst and the best that the rules can give, so that
 * a number means the same whoever else is in the workspace.
 *
 * @param version above 0
 * @param rules 1 to {@link #RULES_MAX}
 */
public record FitModel(int version, List<FitRule> rules) {
  /** More rules than anybody reads. */
  public static final int RULES_MAX = 500;

  private static final int NUMBER_MAX = 100;

  /** Checks that the rules can tell companies apart. */
  public FitModel {
    rules = List.copyOf(rules);
    if (version <= 0) {
      throw new IllegalArgumentException("version is above 0, not " + version);
    }
    if (rules.isEmpty() || rules.size() > RULES_MAX) {
      throw new IllegalArgumentException(
          "rules of fit are 1 to %d, not %d".formatted(RULES_MAX, rules.size()));
    }
    if (rules.stream().allMatch(rule -> rule.points() == 0)) {
      throw new IllegalArgumentException("at least one rule of fit has points other than 0");
    }
  }

  /**
   * How well a company fits; empty when nothing is known of it that a rule asks for.
   *
   * @param facts by the name of the attribute
   */
  public Optional<Fit> fit(Map<String, Firmographic> facts) {
    if (rules.stream().noneMatch(rule -> facts.containsKey(rule.attribute()))) {
      return Optional.empty();
    }
    List<FitPart> parts = new ArrayList<>();
    double points = 0;
    double lowest = 0;
    double highest = 0;
    for (List<FitRule> criterion : criteria()) {
      Optional<FitRule> holding = criterion.stream().filter(rule -> holds(rule, facts)).findFirst();
      holding.ifPresent(rule -> parts.add(part(rule)));
      points += holding.map(FitRule::points).orElse(0.0);
      lowest += Math.min(0, criterion.stream().mapToDouble(FitRule::points).min().orElse(0));
      highest += Math.max(0, criterion.stream().mapToDouble(FitRule::points).max().orElse(0));
    }
    long above = Math.round((NUMBER_MAX - 1) * (points - lowest) / (highest - lowest));
    return Optional.of(new Fit(version, (int) above + 1, points, parts));
  }

  private Iterable<List<FitRule>> criteria() {
    Map<String, List<FitRule>> criteria = new LinkedHashMap<>();
    rules.forEach(
        rule -> criteria.computeIfAbsent(rule.criterion(), name -> new ArrayList<>()).add(rule));
    return criteria.values();
  }

  private static boolean holds(FitRule rule, Map<String, Firmographic> facts) {
    Firmographic fact = facts.get(rule.attribute());
    return fact != null && rule.condition().holds(fact);
  }

  private static FitPart part(FitRule rule) {
    return new FitPart(
        rule.criterion(), rule.condition().describe(rule.attribute()), rule.points());
  }
}
