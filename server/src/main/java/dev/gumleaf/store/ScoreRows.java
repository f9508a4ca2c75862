package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.decimal;
import static dev.gumleaf.store.RowBatch.Column.number;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Trend;
import dev.gumleaf.model.WorkspaceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The statements of the pipeline about totals of days and the scores that follow from them. */
final class ScoreRows {
  /** The columns of the six sums, in the order of their half-lives. */
  static final List<String> SUMS =
      List.of("half_day", "one_day", "two_days", "seven_days", "fourteen_days", "thirty_days");

  private static final List<Long> HALF_LIVES =
      List.of(12L, 24L, 48L, 168L, 336L, 720L).stream()
          .map(hours -> Duration.ofHours(hours).toMillis())
          .toList();

  private ScoreRows() {}

  /** The column of the sum under a half-life, in milliseconds. */
  static String sum(long halfLife) {
    int index = HALF_LIVES.indexOf(halfLife);
    if (index < 0) {
      throw new IllegalArgumentException("no sums are kept for " + halfLife + " ms");
    }
    return SUMS.get(index);
  }

  static List<DayTotal> totals(Transaction tx, Collection<ScoreDay> days) throws SQLException {
    RowBatch asked = PointsRows.asked(days);
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT t.account_key, t.day, t.points, t.at, t.people
                FROM %s
                  JOIN score_totals t ON t.account_key = asked.account_key AND t.day = asked.day
                """
                    .formatted(tx.dialect().keyRows(asked)))) {
      tx.dialect().bindKeyRows(statement, asked);
      return readTotals(statement);
    }
  }

  static List<DayTotal> totalsOf(Transaction tx, Collection<AccountKey> accounts)
      throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT t.account_key, t.day, t.points, t.at, t.people
                FROM score_totals t
                WHERE %s
                ORDER BY t.account_key, t.day
                """
                    .formatted(tx.dialect().inSet("t.account_key")))) {
      tx.dialect().bindSet(statement, 1, keys(accounts));
      return readTotals(statement);
    }
  }

  private static List<DayTotal> readTotals(PreparedStatement statement) throws SQLException {
    List<DayTotal> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(
            new DayTotal(
                new AccountKey(rows.getLong("account_key")),
                rows.getLong("day"),
                rows.getDouble("points"),
                rows.getLong("at"),
                rows.getInt("people")));
      }
    }
    return found;
  }

  static void upsertTotals(Transaction tx, Collection<DayTotal> totals) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "score_totals",
            number("account_key"),
            number("day"),
            decimal("points"),
            number("at"),
            number("people"));
    totals.forEach(each ->
        batch.add(
            each.account().value(), each.day(), each.points(), each.at(), (long) each.people()));
    tx.dialect()
        .insert(
            tx.connection(),
            batch,
            """
            ON CONFLICT (account_key, day) DO UPDATE
            SET points = excluded.points, at = excluded.at, people = excluded.people
            """);
  }

  static void deleteTotals(Transaction tx, Collection<ScoreDay> days) throws SQLException {
    deleteDays(tx, "score_totals", days);
  }

  static void deleteDays(Transaction tx, String table, Collection<ScoreDay> days)
      throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                "DELETE FROM %s WHERE account_key = ? AND day = ?".formatted(table))) {
      for (ScoreDay each : days) {
        statement.setLong(1, each.account().value());
        statement.setLong(2, each.day());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static List<ScoreRow> find(Transaction tx, Collection<AccountKey> accounts) throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT *
                FROM account_scores
                WHERE %s
                """
                    .formatted(tx.dialect().inSet("account_key")))) {
      tx.dialect().bindSet(statement, 1, keys(accounts));
      List<ScoreRow> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(toRow(rows));
        }
      }
      return found;
    }
  }

  static ScoreRow toRow(ResultSet row) throws SQLException {
    List<Double> sums = new ArrayList<>();
    for (String column : SUMS) {
      sums.add(row.getDouble(column));
    }
    return new ScoreRow(
        new AccountKey(row.getLong("account_key")),
        new WorkspaceId(row.getLong("workspace_id")),
        row.getInt("version"),
        row.getLong("at"),
        sums,
        row.getDouble("trend_fast"),
        row.getDouble("trend_slow"),
        row.getDouble("trend_squares"),
        row.getLong("active_days"),
        row.getLong("first_at"),
        row.getLong("newest_day"),
        Trend.ofCode(row.getInt("settled")),
        Trend.ofCode(row.getInt("trend")),
        row.getDouble("score_rank"));
  }

  static void upsert(Transaction tx, Collection<ScoreRow> scores) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "account_scores",
            number("account_key"),
            number("workspace_id"),
            number("version"),
            number("at"),
            decimal(SUMS.get(0)),
            decimal(SUMS.get(1)),
            decimal(SUMS.get(2)),
            decimal(SUMS.get(3)),
            decimal(SUMS.get(4)),
            decimal(SUMS.get(5)),
            decimal("trend_fast"),
            decimal("trend_slow"),
            decimal("trend_squares"),
            number("active_days"),
            number("first_at"),
            number("newest_day"),
            number("settled"),
            number("trend"),
            decimal("score_rank"));
    for (ScoreRow row : scores) {
      batch.add(
          row.account().value(),
          row.workspace().value(),
          (long) row.version(),
          row.at(),
          row.sums().get(0),
          row.sums().get(1),
          row.sums().get(2),
          row.sums().get(3),
          row.sums().get(4),
          row.sums().get(5),
          row.trendFast(),
          row.trendSlow(),
          row.trendSquares(),
          row.activeDays(),
          row.firstAt(),
          row.newestDay(),
          (long) row.settled().code(),
          (long) row.trend().code(),
          row.rank());
    }
    String updates =
        batch.columns().stream()
            .skip(1)
            .map(column -> column.name() + " = excluded." + column.name())
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
    tx.dialect()
        .insert(tx.connection(), batch, "ON CONFLICT (account_key) DO UPDATE SET " + updates);
  }

  static void delete(Transaction tx, Collection<AccountKey> accounts) throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                "DELETE FROM account_scores WHERE " + tx.dialect().inSet("account_key"))) {
      tx.dialect().bindSet(statement, 1, keys(accounts));
      statement.executeUpdate();
    }
  }

  private static long[] keys(Collection<AccountKey> accounts) {
    return accounts.stream().mapToLong(AccountKey::value).toArray();
  }
}
