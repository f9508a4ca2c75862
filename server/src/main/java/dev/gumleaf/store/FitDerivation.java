package dev.gumleaf.store;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Grade;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.FitState.Stage;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is read and written when fits of accounts are worked out, inside one transaction; a part of
 * {@link Derivation}. Everybody locks the pipeline's position first, so that on all nodes together
 * one at a time looks at the facts of an account and writes what follows.
 */
public final class FitDerivation {
  private final Transaction tx;

  public FitDerivation(Transaction tx) {
    this.tx = tx;
  }

  /** How far the models of all workspaces have come. */
  public List<FitState> listStates() {
    return FitStore.states(tx);
  }

  public Optional<FitState> findState(WorkspaceId workspace) {
    return FitStore.state(tx, workspace);
  }

  public Optional<StoredFitModel> findModel(WorkspaceId workspace, int version) {
    return FitStore.model(tx, workspace, version);
  }

  /** How many accounts had which number when the quartiles of a version were taken. */
  public Map<Integer, Long> findGraded(WorkspaceId workspace, int version) {
    return FitStore.graded(tx, workspace, version);
  }

  /** The account that each is shown as. */
  public Map<AccountKey, AccountKey> findHeads(Collection<AccountKey> accounts) {
    return HotPath.run(tx, accounts, new LinkedHashMap<>(), () -> FactRows.heads(tx, accounts));
  }

  /** The next accounts of a workspace that are shown, in the order of their keys. */
  public List<AccountKey> findHeads(WorkspaceId workspace, long after, int limit) {
    return FitStore.heads(tx, workspace, after, limit);
  }

  /** What is held true about accounts that are shown, by name. */
  public Map<AccountKey, Map<TraitName, AccountFact>> findFacts(
      WorkspaceId workspace, Collection<AccountKey> heads) {
    return FitStore.facts(tx, workspace, heads);
  }

  public void writeFits(WorkspaceId workspace, int version, Collection<FitRow> fits) {
    HotPath.run(tx, fits, () -> FitRows.upsert(tx, workspace, version, fits));
  }

  /** Of these nothing is known any more, or they are shown as another account. */
  public void deleteFits(Collection<AccountKey> accounts) {
    HotPath.run(tx, accounts, () -> FitRows.delete(tx, "account_fits", accounts));
  }

  /** Has the audiences look again at accounts whose fit is another beside their own facts. */
  public void touchAudiences(Collection<AccountKey> accounts) {
    TouchRows.add(
        tx,
        AudienceKind.ACCOUNTS,
        accounts.stream().map(AccountKey::value).toList(),
        MembershipChange.Why.FILTER);
  }

  /** Has an account, and what is merged into it, looked at again. */
  public void notePending(AccountKey account) {
    FitRows.noteAccount(tx, account);
  }

  /** Accounts that wait to be looked at again, under their workspaces. */
  public Map<AccountKey, WorkspaceId> findPending(int limit) {
    Map<AccountKey, WorkspaceId> pending = new LinkedHashMap<>();
    tx.query(
            """
            SELECT p.account_key, a.workspace_id
            FROM fit_pending p JOIN accounts a ON a.account_key = p.account_key
            ORDER BY p.account_key
            LIMIT :limit
            """)
        .bind("limit", limit)
        .map((row, context) ->
            Map.entry(
                new AccountKey(row.getLong("account_key")),
                new WorkspaceId(row.getLong("workspace_id"))))
        .forEach(each -> pending.put(each.getKey(), each.getValue()));
    return pending;
  }

  public void deletePending(Collection<AccountKey> accounts) {
    HotPath.run(tx, accounts, () -> FitRows.delete(tx, "fit_pending", accounts));
  }

  /** Begins a stage from the first account on. What was counted for models nobody wants goes. */
  public void begin(WorkspaceId workspace, Stage stage) {
    tx.update(
            """
            UPDATE fit_states
            SET stage = :stage, position = 0, walked = 0, walk_accounts = :accounts
            WHERE workspace_id = :workspace
            """)
        .bind("stage", stage.code())
        .bind("accounts", FitStore.headCount(tx, workspace))
        .bind("workspace", workspace.value())
        .execute();
    tx.update(
            """
            DELETE FROM fit_numbers
            WHERE workspace_id = :workspace
              AND version <> (SELECT s.version FROM fit_states s WHERE s.workspace_id = :workspace)
            """)
        .bind("workspace", workspace.value())
        .execute();
  }

  /** The walk of a stage has come so far. */
  public void advance(WorkspaceId workspace, AccountKey last, int accounts) {
    tx.update(
            """
            UPDATE fit_states
            SET position = :last, walked = walked + :accounts
            WHERE workspace_id = :workspace
            """)
        .bind("last", last.value())
        .bind("accounts", accounts)
        .bind("workspace", workspace.value())
        .execute();
  }

  /** Adds to how many accounts have which number by a version. */
  public void addGraded(WorkspaceId workspace, int version, Map<Integer, Long> counts) {
    counts.forEach((number, accounts) ->
        tx.update(
                """
                INSERT INTO fit_numbers (workspace_id, version, number, accounts)
                VALUES (:workspace, :version, :number, :accounts)
                ON CONFLICT (workspace_id, version, number) DO UPDATE
                SET accounts = fit_numbers.accounts + excluded.accounts
                """)
            .bind("workspace", workspace.value())
            .bind("version", version)
            .bind("number", number)
            .bind("accounts", accounts)
            .execute());
  }

  /** The newest model comes into force, with the quartiles that were counted for it. */
  public void enforce(FitState state, Instant at) {
    tx.update(
            """
            UPDATE fit_states
            SET version = newest, graded_at = :at,
              graded = (
                SELECT COALESCE(SUM(n.accounts), 0)
                FROM fit_numbers n
                WHERE n.workspace_id = :workspace AND n.version = :newest)
            WHERE workspace_id = :workspace
            """)
        .bind("at", at.toEpochMilli())
        .bind("workspace", state.workspace().value())
        .bind("newest", state.newest())
        .execute();
    begin(state.workspace(), Stage.WRITES);
  }

  /** How many accounts of a workspace have a fit. */
  public long countFits(WorkspaceId workspace) {
    return tx.query("SELECT COUNT(*) FROM account_fits WHERE workspace_id = :workspace")
        .bind("workspace", workspace.value())
        .mapTo(Long.class)
        .one();
  }

  /** Takes the quartiles of the version in force anew, from the numbers that accounts have now. */
  public void takeQuartiles(FitState state, Instant at) {
    tx.update("DELETE FROM fit_numbers WHERE workspace_id = :workspace")
        .bind("workspace", state.workspace().value())
        .execute();
    tx.update(
            """
            INSERT INTO fit_numbers (workspace_id, version, number, accounts)
            SELECT workspace_id, :version, number, COUNT(*)
            FROM account_fits
            WHERE workspace_id = :workspace
            GROUP BY workspace_id, number
            """)
        .bind("version", state.version())
        .bind("workspace", state.workspace().value())
        .execute();
    tx.update(
            """
            UPDATE fit_states
            SET graded = :graded, graded_at = :at
            WHERE workspace_id = :workspace
            """)
        .bind("graded", countFits(state.workspace()))
        .bind("at", at.toEpochMilli())
        .bind("workspace", state.workspace().value())
        .execute();
    begin(state.workspace(), Stage.GRADES);
  }

  /**
   * Grades the accounts with numbers from one on below another, if they have another grade; some of
   * them only.
   *
   * @return how many were graded
   */
  public int grade(WorkspaceId workspace, Grade grade, int from, int below, int limit) {
    TouchRows.select(
            tx,
            AudienceKind.ACCOUNTS,
            MembershipChange.Why.FILTER,
            """
            SELECT f.account_key AS subject_key
            FROM account_fits f
            WHERE f.workspace_id = :workspace AND f.number >= :from AND f.number < :below
              AND f.grade <> :grade
            LIMIT :limit
            """)
        .bind("grade", grade.code())
        .bind("workspace", workspace.value())
        .bind("from", from)
        .bind("below", below)
        .bind("limit", limit)
        .execute();
    return tx.update(
            """
            UPDATE account_fits
            SET grade = :grade
            WHERE account_key IN (
              SELECT f.account_key
              FROM account_fits f
              WHERE f.workspace_id = :workspace AND f.number >= :from AND f.number < :below
                AND f.grade <> :grade
              LIMIT :limit)
            """)
        .bind("grade", grade.code())
        .bind("workspace", workspace.value())
        .bind("from", from)
        .bind("below", below)
        .bind("limit", limit)
        .execute();
  }
}
