package dev.gumleaf.store;

import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.List;

/** What there is to do about scores beside the journal, inside a transaction of a worker. */
public final class ScoreUpkeep {
  private final Transaction tx;

  public ScoreUpkeep(Transaction tx) {
    this.tx = tx;
  }

  /** Whether there is nothing for {@link #takeStale}. */
  public boolean isNothingStale() {
    return tx.query("SELECT 1 FROM score_stale LIMIT 1").mapTo(Integer.class).findOne().isEmpty();
  }

  /** Takes some of the days that were noted by {@link StaleScores}, so many at most. */
  public List<StaleDay> takeStale(int limit) {
    List<StaleDay> days =
        tx.query(
                """
                SELECT profile_key, account_key, day
                FROM score_stale
                ORDER BY profile_key, account_key, day
                LIMIT :limit
                """)
            .bind("limit", limit)
            .map((row, context) ->
                new StaleDay(
                    row.getLong("profile_key"), row.getLong("account_key"), row.getLong("day")))
            .list();
    if (!days.isEmpty()) {
      StaleDay last = days.getLast();
      tx.update(
              """
              DELETE FROM score_stale
              WHERE (profile_key, account_key, day) <= (:profile, :account, :day)
              """)
          .bind("profile", last.profile())
          .bind("account", last.account())
          .bind("day", last.day())
          .execute();
    }
    return days;
  }

  /** The runs that are not done, oldest first. */
  public List<ScoreRun> findRuns() {
    return tx.query(
            """
            SELECT workspace_id, version, stage, last_key, started_at
            FROM score_runs
            ORDER BY started_at, workspace_id
            """)
        .map((row, context) ->
            new ScoreRun(
                new WorkspaceId(row.getLong("workspace_id")),
                row.getInt("version"),
                ScoreRun.Stage.ofCode(row.getInt("stage")),
                row.getLong("last_key"),
                Columns.instant(row, "started_at")))
        .list();
  }

  /** The next keys of what a run goes through. */
  public List<Long> findNext(ScoreRun run, int limit) {
    return tx.query(run.stage().next())
        .bind("workspace", run.workspace().value())
        .bind("after", run.lastKey())
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }

  /** Notes how far a run has come. */
  public void advance(ScoreRun run, ScoreRun.Stage stage, long lastKey) {
    tx.update(
            """
            UPDATE score_runs
            SET stage = :stage, last_key = :last
            WHERE workspace_id = :workspace AND version = :version
            """)
        .bind("stage", stage.code())
        .bind("last", lastKey)
        .bind("workspace", run.workspace().value())
        .bind("version", run.version())
        .execute();
  }

  /** A run is done. */
  public void finish(ScoreRun run) {
    tx.update("DELETE FROM score_runs WHERE workspace_id = :workspace AND version = :version")
        .bind("workspace", run.workspace().value())
        .bind("version", run.version())
        .execute();
  }

  /**
   * The next accounts with a score, in the order of their keys.
   *
   * @param active those whose newest day is not before this one
   */
  public List<ScoreRow> listScores(long after, long active, int limit) {
    return tx.query(
            """
            SELECT *
            FROM account_scores
            WHERE account_key > :after AND newest_day >= :active
            ORDER BY account_key
            LIMIT :limit
            """)
        .bind("after", after)
        .bind("active", active)
        .bind("limit", limit)
        .map((row, context) -> ScoreRows.toRow(row))
        .list();
  }

  /** Up to which day, since 1970, the labels of all trends were looked at. */
  public long trendDay() {
    return tx.query("SELECT value FROM counters WHERE name = 'score_trend_day'")
        .mapTo(Long.class)
        .one();
  }

  public void trendDay(long day) {
    tx.update("UPDATE counters SET value = :day WHERE name = 'score_trend_day'")
        .bind("day", day)
        .execute();
  }

  /** Until when it was looked at who fell below the end of a band. */
  public Instant bandsAt() {
    return Instant.ofEpochMilli(
        tx.query("SELECT value FROM counters WHERE name = 'score_bands_at'")
            .mapTo(Long.class)
            .one());
  }

  public void bandsAt(Instant at) {
    tx.update("UPDATE counters SET value = :at WHERE name = 'score_bands_at'")
        .bind("at", at.toEpochMilli())
        .execute();
  }

  public List<WorkspaceId> findWorkspaces() {
    return tx.query("SELECT workspace_id FROM workspaces ORDER BY workspace_id")
        .map((row, context) -> new WorkspaceId(row.getLong("workspace_id")))
        .list();
  }

  /** Scores with a rank from one on until another, the latter not included. */
  public List<ScoreRow> findRanked(WorkspaceId workspace, double from, double until) {
    return tx.query(
            """
            SELECT *
            FROM account_scores
            WHERE workspace_id = :workspace AND score_rank >= :from AND score_rank < :until
            ORDER BY score_rank, account_key
            """)
        .bind("workspace", workspace.value())
        .bind("from", from)
        .bind("until", until)
        .map((row, context) -> ScoreRows.toRow(row))
        .list();
  }
}
