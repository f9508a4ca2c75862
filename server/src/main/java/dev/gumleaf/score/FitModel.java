package dev.gumleaf.score;

import dev.gumleaf.model.Fit;
import dev.gumleaf.model.FitPart;
import java.util.ArrayList;
import java.util.Collection;
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

  /** The number of the best company that the rules can think of; the worst has 1. */
  public static final int NUMBER_MAX = 100;

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
    for (List<FitRule> criterion : criteria()) {
      criterion.stream()
          .filter(rule -> holds(rule, facts))
          .findFirst()
          .ifPresent(rule -> parts.add(part(rule)));
    }
    double points = parts.stream().mapToDouble(FitPart::points).sum();
    double lowest = lowest();
    long above = Math.round((NUMBER_MAX - 1) * (points - lowest) / (highest() - lowest));
    return Optional.of(new Fit(version, (int) above + 1, points, parts));
  }

  /** The fewest points that a company can have, which is number 1. */
  public double lowest() {
    return criteria().stream()
        .mapToDouble(rules -> rules.stream().mapToDouble(FitRule::points).min().orElse(0))
        .map(points -> Math.min(0, points))
        .sum();
  }

  /** The most points that a company can have, which is number 100. */
  public double highest() {
    return criteria().stream()
        .mapToDouble(rules -> rules.stream().mapToDouble(FitRule::points).max().orElse(0))
        .map(points -> Math.max(0, points))
        .sum();
  }

  private Collection<List<FitRule>> criteria() {
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
