package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ScoreScale;
import dev.gumleaf.model.Strength;
import dev.gumleaf.model.Trend;
import dev.gumleaf.model.WorkspaceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads scores. Thread-safe; holds no connection. */
public final class ScoreStore {
  /** Scale of a workspace that chose no rules; a test compares it with the standard rules. */
  static final ScoreScale STANDARD = new ScoreScale(Duration.ofDays(7).toMillis(), 200);

  /** What a day counts in each group, and how many people of the company were active on it. */
  public record Day(long day, int people, List<GroupSum> groups) {}

  /** How ranks of a workspace read. */
  public ScoreScale scale(Transaction tx, WorkspaceId workspace) {
    return tx.query(
            """
            SELECT half_life, scale
            FROM score_models
            WHERE workspace_id = :workspace
            ORDER BY version DESC
            LIMIT 1
            """)
        .bind("workspace", workspace.value())
        .map((row, context) -> new ScoreScale(row.getLong("half_life"), row.getDouble("scale")))
        .findOne()
        .orElse(STANDARD);
  }

  /** The scores of some accounts at a time; those that have none are left out. */
  public Map<AccountKey, AccountScore> find(
      Transaction tx, WorkspaceId workspace, Collection<AccountKey> heads, long now) {
    Map<AccountKey, AccountScore> found = new HashMap<>();
    ScoreScale scale = scale(tx, workspace);
    for (ScoreRow row : new ScoreDerivation(tx).findScores(heads)) {
      double number = scale.number(row.rank(), now);
      found.put(row.account(), new AccountScore(number, Strength.of(number), row.trend()));
    }
    return found;
  }

  /** The label of an account's trend when it was looked at last; empty when it did nothing. */
  public Optional<Trend> findTrend(Transaction tx, AccountKey head) {
    return new ScoreDerivation(tx)
        .findScores(List.of(head)).stream().map(ScoreRow::trend).findFirst();
  }

  /** What all days of an account count, oldest first. */
  public List<DayTotal> listTotals(Transaction tx, AccountKey head) {
    return new ScoreDerivation(tx).findAllTotals(List.of(head));
  }

  /**
   * What the people of an account have in each group on each day.
   *
   * @param keys the account and all that are shown under it
   */
  public List<Day> listDays(Transaction tx, Collection<AccountKey> keys) {
    Map<Long, List<GroupSum>> groups = new HashMap<>();
    Map<Long, Integer> people = new HashMap<>();
    for (AccountKey key : keys) {
      tx.query(
              """
              SELECT d.day, d.group_name, SUM(d.points) AS points, MAX(d.at) AS at
              FROM score_days d
                LEFT JOIN profiles p ON p.profile_key = d.person_key
              WHERE d.account_key = :account AND COALESCE(p.internal, 0) = 0
              GROUP BY d.day, d.group_name
              ORDER BY d.day, d.group_name
              """)
          .bind("account", key.value())
          .map((row, context) ->
              new GroupSum(
                  key,
                  row.getLong("day"),
                  row.getString("group_name"),
                  row.getDouble("points"),
                  row.getLong("at")))
          .forEach(sum -> groups.computeIfAbsent(sum.day(), day -> new ArrayList<>()).add(sum));
      tx.query(
              """
              SELECT d.day, COUNT(DISTINCT d.person_key) AS people
              FROM score_days d
                JOIN profiles p ON p.profile_key = d.person_key
              WHERE d.account_key = :account AND p.internal = 0
              GROUP BY d.day
              """)
          .bind("account", key.value())
          .map((row, context) -> Map.entry(row.getLong("day"), row.getInt("people")))
          .forEach(each -> people.merge(each.getKey(), each.getValue(), Integer::sum));
    }
    return groups.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> new Day(each.getKey(), people.getOrDefault(each.getKey(), 0), each.getValue()))
        .toList();
  }

  /** Whose points a day of an account is made of, at most so many. */
  public List<PointsRow> listSources(
      Transaction tx, Collection<AccountKey> keys, long day, int limit) {
    return tx.query(
            """
            SELECT d.account_key, d.day, d.person_key, d.profile_key, d.group_name, d.points, d.at
            FROM score_days d
              LEFT JOIN profiles p ON p.profile_key = d.person_key
            WHERE d.account_key IN (<keys>) AND d.day = :day AND COALESCE(p.internal, 0) = 0
            ORDER BY d.points DESC, d.account_key, d.person_key, d.profile_key, d.group_name
            LIMIT :limit
            """)
        .bindList("keys", keys.stream().map(AccountKey::value).toList())
        .bind("day", day)
        .bind("limit", limit)
        .map((row, context) ->
            new PointsRow(
                new AccountKey(row.getLong("account_key")),
                row.getLong("day"),
                row.getLong("person_key"),
                row.getLong("profile_key"),
                row.getString("group_name"),
                row.getDouble("points"),
                row.getLong("at")))
        .list();
  }

  /** How far the history of a workspace has been worked out by new rules; empty when it is. */
  public Optional<ScoreRun> findRun(Transaction tx, WorkspaceId workspace) {
    return new ScoreUpkeep(tx)
        .findRuns().stream().filter(run -> run.workspace().equals(workspace)).findFirst();
  }
}
