package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.ScoreScale;
import dev.gumleaf.model.WorkspaceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the pipeline reads and writes about scores, inside the transaction of a slice or of a
 * worker; a part of {@link Derivation}.
 */
public final class ScoreDerivation {
  private final Transaction tx;

  public ScoreDerivation(Transaction tx) {
    this.tx = tx;
  }

  /** An account and the one it is shown under, with its workspace. */
  public record Shown(AccountKey account, AccountKey head, WorkspaceId workspace) {}

  /** The rules in force in a workspace; empty when nobody chose any. */
  public Optional<StoredScoreModel> findModel(WorkspaceId workspace) {
    return new ScoreModelStore().find(tx, workspace);
  }

  /** The version of the rules in force in a workspace. */
  public int version(WorkspaceId workspace) {
    return findModel(workspace).map(StoredScoreModel::version).orElse(1);
  }

  /** How ranks of a workspace read. */
  public ScoreScale findScale(WorkspaceId workspace) {
    return new ScoreStore().scale(tx, workspace);
  }

  /** Whose the points of some profiles are. */
  public List<ScoredProfile> findProfiles(Collection<ProfileKey> profiles) {
    return HotPath.run(
        tx,
        profiles,
        List.of(),
        () -> {
          List<ScoredProfile> found = new ArrayList<>();
          try (PreparedStatement statement =
              tx.connection()
                  .prepareStatement(
                      """
                      SELECT profile_key, workspace_id, sole_key, account_key
                      FROM profiles
                      WHERE %s
                      """
                          .formatted(tx.dialect().inSet("profile_key")))) {
            tx.dialect().bindSet(statement, 1, ClaimRows.keys(profiles));
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                found.add(toProfile(row));
              }
            }
          }
          return found;
        });
  }

  private static ScoredProfile toProfile(ResultSet row) throws SQLException {
    Long sole = Columns.optionalLong(row, "sole_key");
    Long account = Columns.optionalLong(row, "account_key");
    return new ScoredProfile(
        new ProfileKey(row.getLong("profile_key")),
        new WorkspaceId(row.getLong("workspace_id")),
        sole == null ? null : new ProfileKey(sole),
        account == null ? null : new AccountKey(account));
  }

  /**
   * Some accounts, and all that are shown as the same company as one of them.
   *
   * @param accounts any rows, heads or not
   */
  public List<Shown> findShown(Collection<AccountKey> accounts) {
    return HotPath.run(
        tx,
        accounts,
        List.of(),
        () -> {
          Map<AccountKey, Shown> found = new LinkedHashMap<>();
          List<AccountKey> heads = new ArrayList<>();
          for (Shown each : shown("account_key", accounts)) {
            found.put(each.account(), each);
            heads.add(each.head());
          }
          shown("account_key", heads).forEach(each -> found.put(each.account(), each));
          shown("merged_into", heads).forEach(each -> found.put(each.account(), each));
          return List.copyOf(found.values());
        });
  }

  private List<Shown> shown(String column, Collection<AccountKey> keys) throws SQLException {
    List<Shown> found = new ArrayList<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT account_key, COALESCE(merged_into, account_key) AS head, workspace_id
                FROM accounts
                WHERE %s
                """
                    .formatted(tx.dialect().inSet(column)))) {
      tx.dialect().bindSet(statement, 1, keys.stream().mapToLong(AccountKey::value).toArray());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(
              new Shown(
                  new AccountKey(row.getLong("account_key")),
                  new AccountKey(row.getLong("head")),
                  new WorkspaceId(row.getLong("workspace_id"))));
        }
      }
    }
    return found;
  }

  /**
   * Goes through everything that can count of some days of profiles, in no particular order.
   *
   * @param page reads which page a view was of from its body
   */
  public void forEachDeed(
      Collection<ProfileDay> days, Function<String, String> page, Consumer<DeedRow> consumer) {
    HotPath.run(tx, days, () -> DeedRows.ofDays(tx, days, page, consumer));
  }

  /** The same for all days of some profiles. */
  public void forEachDeedOf(
      Collection<ProfileKey> profiles, Function<String, String> page, Consumer<DeedRow> consumer) {
    HotPath.run(tx, profiles, () -> DeedRows.ofProfiles(tx, profiles, page, consumer));
  }

  /**
   * Goes through what companies set off by themselves on some days, under their keys in the place
   * of profiles.
   */
  public void forEachAccountDeed(Collection<ScoreDay> days, Consumer<DeedRow> consumer) {
    HotPath.run(tx, days, () -> DeedRows.ofAccountDays(tx, days, consumer));
  }

  /** The same for all days of some companies. */
  public void forEachAccountDeedOf(Collection<AccountKey> accounts, Consumer<DeedRow> consumer) {
    HotPath.run(tx, accounts, () -> DeedRows.ofAccounts(tx, accounts, consumer));
  }

  /** What some days of profiles count. */
  public List<PointsRow> findPoints(Collection<ProfileDay> days) {
    return HotPath.run(tx, days, List.of(), () -> PointsRows.ofDays(tx, days));
  }

  /** What all days of some profiles count. */
  public List<PointsRow> findAllPoints(Collection<ProfileKey> profiles) {
    return HotPath.run(tx, profiles, List.of(), () -> PointsRows.ofProfiles(tx, profiles));
  }

  /** The points of what companies did by themselves. */
  public List<PointsRow> findAccountPoints(Collection<ScoreDay> days) {
    return HotPath.run(tx, days, List.of(), () -> PointsRows.ofAccountDays(tx, days));
  }

  /** All points of what companies did by themselves. */
  public List<PointsRow> findAllAccountPoints(Collection<AccountKey> accounts) {
    return HotPath.run(tx, accounts, List.of(), () -> PointsRows.ofAccounts(tx, accounts));
  }

  /** Writes what days count; what is there is replaced. */
  public void writePoints(Collection<PointsRow> rows) {
    HotPath.run(tx, rows, () -> PointsRows.upsert(tx, rows));
  }

  /** Deletes what days counted. */
  public void deletePoints(Collection<PointsRow.Key> keys) {
    HotPath.run(tx, keys, () -> PointsRows.delete(tx, keys));
  }

  /** What all people of some rows of accounts have together. */
  public List<GroupSum> findSums(Collection<ScoreDay> days) {
    return HotPath.run(tx, days, List.of(), () -> PointsRows.sums(tx, days));
  }

  /** How many people of some rows of accounts were active. */
  public Map<ScoreDay, Integer> findPeople(Collection<ScoreDay> days) {
    return HotPath.run(tx, days, Map.of(), () -> PointsRows.people(tx, days));
  }

  /** The totals of some days of accounts. */
  public List<DayTotal> findTotals(Collection<ScoreDay> days) {
    return HotPath.run(tx, days, List.of(), () -> ScoreRows.totals(tx, days));
  }

  /** The totals of all days of some accounts. */
  public List<DayTotal> findAllTotals(Collection<AccountKey> accounts) {
    return HotPath.run(tx, accounts, List.of(), () -> ScoreRows.totalsOf(tx, accounts));
  }

  /** Writes totals; what is there is replaced. */
  public void writeTotals(Collection<DayTotal> totals) {
    HotPath.run(tx, totals, () -> ScoreRows.upsertTotals(tx, totals));
  }

  /** Deletes the totals of days that count nothing any more. */
  public void deleteTotals(Collection<ScoreDay> days) {
    HotPath.run(tx, days, () -> ScoreRows.deleteTotals(tx, days));
  }

  /** What is kept of some accounts; nothing of those that did nothing. */
  public List<ScoreRow> findScores(Collection<AccountKey> accounts) {
    return HotPath.run(tx, accounts, List.of(), () -> ScoreRows.find(tx, accounts));
  }

  /** Writes what is kept of accounts. */
  public void writeScores(Collection<ScoreRow> scores) {
    HotPath.run(tx, scores, () -> ScoreRows.upsert(tx, scores));
  }

  /** Deletes what was kept of accounts that have no day left. */
  public void deleteScores(Collection<AccountKey> accounts) {
    HotPath.run(tx, accounts, () -> ScoreRows.delete(tx, accounts));
  }
}
