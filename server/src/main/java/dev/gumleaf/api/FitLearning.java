package dev.gumleaf.api;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.Grade;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.BucketWeight;
import dev.gumleaf.score.Firmographic;
import dev.gumleaf.score.FitDistribution;
import dev.gumleaf.score.FitModel;
import dev.gumleaf.score.FitRuleReader;
import dev.gumleaf.score.FitSurvey;
import dev.gumleaf.score.WeightOfEvidence;
import dev.gumleaf.store.AccountFact;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.FitState;
import dev.gumleaf.store.FitStore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all accounts twice: once to find what could tell companies apart, once to count who
 * of them was won. Holds a page of accounts at a time.
 */
final class FitLearning {
  /** Accounts that a request can go through; more take longer than anybody waits. */
  private static final long ACCOUNTS_MAX = 1_000_000;

  private static final int ACCOUNTS_AT_ONCE = 1_000;

  private static final int LIFT_DIGITS = 2;

  private final Database database;
  private final FitStore store;
  private final WorkspaceId workspace;
  private final Won won;
  private final Set<String> only;

  /**
   * Who was won.
   *
   * @param asked what is true of them; null when they are named
   */
  record Won(Set<AccountKey> named, FitRuleReader.@Nullable Asked asked) {
    boolean isWon(AccountKey account, Map<String, Firmographic> facts) {
      if (asked == null) {
        return named.contains(account);
      }
      Firmographic fact = facts.get(asked.attribute());
      return fact != null && asked.condition().holds(fact);
    }

    /** Whether an attribute says nothing but that somebody was won. */
    boolean isAsked(String attribute) {
      return asked != null && asked.attribute().equals(attribute);
    }
  }

  /** How many of a grade of the model in force were won. */
  record GradeCount(Grade grade, long won, long all) {
    /** How much more often they are won than all; null when there is nothing to compare. */
    @Nullable String lift(Learnt learnt) {
      if (all == 0 || learnt.won() == 0) {
        return null;
      }
      double lift = ((double) won / all) / ((double) learnt.won() / learnt.accounts());
      return BigDecimal.valueOf(lift).setScale(LIFT_DIGITS, RoundingMode.HALF_UP).toPlainString();
    }
  }

  /** What was learnt; {@code grades} is empty without a model in force. */
  record Learnt(long accounts, long won, List<BucketWeight> weights, List<GradeCount> grades) {}

  /** The counts of one pass. */
  private static final class Tally {
    private long accounts;
    private long won;
    private final Map<Grade, Long> wonByGrade = new EnumMap<>(Grade.class);
    private final Map<Grade, Long> allByGrade = new EnumMap<>(Grade.class);

    void add(boolean isWon) {
      accounts++;
      won += isWon ? 1 : 0;
    }

    void add(Grade grade, boolean isWon) {
      allByGrade.merge(grade, 1L, Long::sum);
      wonByGrade.merge(grade, isWon ? 1L : 0L, Long::sum);
    }

    List<GradeCount> grades() {
      List<GradeCount> counts = new ArrayList<>();
      allByGrade.forEach((grade, all) ->
          counts.add(new GradeCount(grade, wonByGrade.getOrDefault(grade, 0L), all)));
      return counts;
    }
  }

  FitLearning(Database database, FitStore store, WorkspaceId workspace, Won won, Set<String> only) {
    this.database = database;
    this.store = store;
    this.workspace = workspace;
    this.won = won;
    this.only = Set.copyOf(only);
  }

  /**
   * Learns.
   *
   * @throws ApiException LIMIT_EXCEEDED if there are too many accounts
   */
  Learnt run() {
    if (database.read(tx -> store.countHeads(tx, workspace)) > ACCOUNTS_MAX) {
      throw new ApiException(
          ErrorCode.LIMIT_EXCEEDED, "learning goes through at most " + ACCOUNTS_MAX + " accounts");
    }
    FitSurvey survey = new FitSurvey();
    walk((account, facts) -> survey.add(told(facts)));
    WeightOfEvidence weights = new WeightOfEvidence(survey.buckets());
    Grades grades = grades();
    Tally tally = new Tally();
    walk((account, facts) -> {
      boolean isWon = won.isWon(account, facts);
      tally.add(isWon);
      weights.add(new WeightOfEvidence.Example(told(facts), isWon));
      grades.find(facts).forEach(grade -> tally.add(grade, isWon));
    });
    return new Learnt(tally.accounts, tally.won, weights.weights(), tally.grades());
  }

  /** What may be learnt from. */
  private Map<String, Firmographic> told(Map<String, Firmographic> facts) {
    Map<String, Firmographic> told = new HashMap<>(facts);
    told.keySet().removeIf(name -> won.isAsked(name) || (!only.isEmpty() && !only.contains(name)));
    return told;
  }

  /** The model in force, if there is one. */
  private record Grades(List<FitModel> models, FitDistribution quartiles) {
    List<Grade> find(Map<String, Firmographic> facts) {
      return models.stream()
          .flatMap(model -> model.fit(facts).stream())
          .map(fit -> quartiles.grade(fit.number()))
          .toList();
    }
  }

  private Grades grades() {
    return database.read(tx -> {
      int version = store.findState(tx, workspace).map(FitState::version).orElse(0);
      return new Grades(
          FitModelReader.find(store, tx, workspace, version).stream().toList(),
          new FitDistribution(store.listGraded(tx, workspace, version)));
    });
  }

  private void walk(BiConsumer<AccountKey, Map<String, Firmographic>> visitor) {
    long after = 0;
    while (true) {
      long from = after;
      Map<AccountKey, Map<String, Firmographic>> page = new HashMap<>();
      List<AccountKey> heads =
          database.read(tx -> {
            List<AccountKey> next = store.listHeads(tx, workspace, from, ACCOUNTS_AT_ONCE);
            store
                .listFacts(tx, workspace, next)
                .forEach((head, facts) ->
                    page.put(head, Firmographic.of(AccountFact.values(facts.values()))));
            return next;
          });
      heads.forEach(head -> visitor.accept(head, page.getOrDefault(head, Map.of())));
      if (heads.size() < ACCOUNTS_AT_ONCE) {
        return;
      }
      after = heads.getLast().value();
    }
  }
}
