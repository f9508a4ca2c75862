package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.decimal;
import static dev.gumleaf.store.RowBatch.Column.number;
import static dev.gumleaf.store.RowBatch.Column.text;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements of the pipeline about what days of people count. */
final class PointsRows {
  private static final String COLUMNS =
      "d.account_key, d.day, d.person_key, d.profile_key, d.group_name, d.points, d.at";

  private PointsRows() {}

  static List<PointsRow> ofDays(Transaction tx, Collection<ProfileDay> days) throws SQLException {
    RowBatch asked = new RowBatch("asked", number("profile_key"), number("day"));
    days.forEach(each -> asked.add(each.profile().value(), each.day()));
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT %s
                FROM %s
                  JOIN score_days d ON d.profile_key = asked.profile_key AND d.day = asked.day
                WHERE d.profile_key <> 0
                """
                    .formatted(COLUMNS, tx.dialect().keyRows(asked)))) {
      tx.dialect().bindKeyRows(statement, asked);
      return read(statement);
    }
  }

  static List<PointsRow> ofProfiles(Transaction tx, Collection<ProfileKey> profiles)
      throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT %s
                FROM score_days d
                WHERE d.profile_key <> 0 AND %s
                """
                    .formatted(COLUMNS, tx.dialect().inSet("d.profile_key")))) {
      tx.dialect().bindSet(statement, 1, ClaimRows.keys(profiles));
      return read(statement);
    }
  }

  /** What companies did by themselves on some days. */
  static List<PointsRow> ofAccountDays(Transaction tx, Collection<ScoreDay> days)
      throws SQLException {
    RowBatch asked = asked(days);
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT %s
                FROM %s
                  JOIN score_days d ON d.account_key = asked.account_key AND d.day = asked.day
                    AND d.person_key = 0 AND d.profile_key = 0
                """
                    .formatted(COLUMNS, tx.dialect().keyRows(asked)))) {
      tx.dialect().bindKeyRows(statement, asked);
      return read(statement);
    }
  }

  /** What companies ever did by themselves. */
  static List<PointsRow> ofAccounts(Transaction tx, Collection<AccountKey> accounts)
      throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT %s
                FROM score_days d
                WHERE %s AND d.person_key = 0 AND d.profile_key = 0
                """
                    .formatted(COLUMNS, tx.dialect().inSet("d.account_key")))) {
      tx.dialect().bindSet(statement, 1, accounts.stream().mapToLong(AccountKey::value).toArray());
      return read(statement);
    }
  }

  private static List<PointsRow> read(PreparedStatement statement) throws SQLException {
    List<PointsRow> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(
            new PointsRow(
                new AccountKey(rows.getLong("account_key")),
                rows.getLong("day"),
                rows.getLong("person_key"),
                rows.getLong("profile_key"),
                rows.getString("group_name"),
                rows.getDouble("points"),
                rows.getLong("at")));
      }
    }
    return found;
  }

  static void upsert(Transaction tx, Collection<PointsRow> rows) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "score_days",
            number("account_key"),
            number("day"),
            number("person_key"),
            number("profile_key"),
            text("group_name"),
            decimal("points"),
            number("at"));
    rows.forEach(row ->
        batch.add(
            row.account().value(),
            row.day(),
            row.person(),
            row.profile(),
            row.group(),
            row.points(),
            row.at()));
    tx.dialect()
        .insert(
            tx.connection(),
            batch,
            """
            ON CONFLICT (account_key, day, person_key, profile_key, group_name) DO UPDATE
            SET points = excluded.points, at = excluded.at
            """);
  }

  static void delete(Transaction tx, Collection<PointsRow.Key> keys) throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                DELETE FROM score_days
                WHERE account_key = ? AND day = ? AND person_key = ? AND profile_key = ?
                  AND group_name = ?
                """)) {
      for (PointsRow.Key key : keys) {
        statement.setLong(1, key.account().value());
        statement.setLong(2, key.day());
        statement.setLong(3, key.person());
        statement.setLong(4, key.profile());
        statement.setString(5, key.group());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** What all people of some rows of accounts have together; our own people do not count. */
  static List<GroupSum> sums(Transaction tx, Collection<ScoreDay> days) throws SQLException {
    RowBatch asked = asked(days);
    List<GroupSum> sums = new ArrayList<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT d.account_key, d.day, d.group_name, SUM(d.points) AS points,
                  MAX(d.at) AS at
                FROM %s
                  JOIN score_days d ON d.account_key = asked.account_key AND d.day = asked.day
                  LEFT JOIN profiles p ON p.profile_key = d.person_key
                WHERE COALESCE(p.internal, 0) = 0
                GROUP BY d.account_key, d.day, d.group_name
                ORDER BY d.account_key, d.day, d.group_name
                """
                    .formatted(tx.dialect().keyRows(asked)))) {
      tx.dialect().bindKeyRows(statement, asked);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sums.add(
              new GroupSum(
                  new AccountKey(rows.getLong("account_key")),
                  rows.getLong("day"),
                  rows.getString("group_name"),
                  rows.getDouble("points"),
                  rows.getLong("at")));
        }
      }
    }
    return sums;
  }

  /** How many people of some rows of accounts were active; our own do not count. */
  static Map<ScoreDay, Integer> people(Transaction tx, Collection<ScoreDay> days)
      throws SQLException {
    RowBatch asked = asked(days);
    Map<ScoreDay, Integer> people = new LinkedHashMap<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT d.account_key, d.day, COUNT(DISTINCT d.person_key) AS people
                FROM %s
                  JOIN score_days d ON d.account_key = asked.account_key AND d.day = asked.day
                  JOIN profiles p ON p.profile_key = d.person_key
                WHERE p.internal = 0
                GROUP BY d.account_key, d.day
                """
                    .formatted(tx.dialect().keyRows(asked)))) {
      tx.dialect().bindKeyRows(statement, asked);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          people.put(
              new ScoreDay(new AccountKey(rows.getLong("account_key")), rows.getLong("day")),
              rows.getInt("people"));
        }
      }
    }
    return people;
  }

  static RowBatch asked(Collection<ScoreDay> days) {
    RowBatch asked = new RowBatch("asked", number("account_key"), number("day"));
    days.forEach(each -> asked.add(each.account().value(), each.day()));
    return asked;
  }
}
