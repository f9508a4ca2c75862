package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.ProfileKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;

/** The statements that find what can count for a score. */
final class DeedRows {
  static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** Rows in memory at a time; somebody's past has no limit. */
  private static final int FETCH_ROWS = 1_000;

  private DeedRows() {}

  /**
   * Everything of some days of profiles.
   *
   * @param page reads which page a view was of from its body
   */
  static void ofDays(
      Transaction tx,
      Collection<ProfileDay> days,
      Function<String, String> page,
      Consumer<DeedRow> found)
      throws SQLException {
    RowBatch asked =
        new RowBatch("asked", number("profile_key"), number("from_at"), number("until_at"));
    days.forEach(each ->
        asked.add(each.profile().value(), each.day() * DAY_MILLIS, (each.day() + 1) * DAY_MILLIS));
    String rows = tx.dialect().keyRows(asked);
    try (PreparedStatement views =
            tx.connection()
                .prepareStatement(
                    """
                    SELECT e.profile_key, e.effective_at, e.focus_millis, e.body, e.message_id
                    FROM %s
                      JOIN profile_entries e ON e.profile_key = asked.profile_key
                        AND e.effective_at >= asked.from_at AND e.effective_at < asked.until_at
                    WHERE %s
                    """
                        .formatted(rows, isView()));
        PreparedStatement hits =
            tx.connection()
                .prepareStatement(
                    """
                    SELECT h.profile_key, h.at, h.signal_id, h.evidence
                    FROM %s
                      JOIN signal_hits h ON h.profile_key = asked.profile_key
                        AND h.at >= asked.from_at AND h.at < asked.until_at
                      JOIN signals s ON s.signal_id = h.signal_id
                    WHERE s.deleted_at IS NULL
                    """
                        .formatted(rows))) {
      tx.dialect().bindKeyRows(views, asked);
      tx.dialect().bindKeyRows(hits, asked);
      addViews(views, page, found);
      addHits(hits, "profile_key", found);
    }
  }

  /** Everything of some profiles. */
  static void ofProfiles(
      Transaction tx,
      Collection<ProfileKey> profiles,
      Function<String, String> page,
      Consumer<DeedRow> found)
      throws SQLException {
    try (PreparedStatement views =
            tx.connection()
                .prepareStatement(
                    """
                    SELECT e.profile_key, e.effective_at, e.focus_millis, e.body, e.message_id
                    FROM profile_entries e
                    WHERE %s AND %s
                    """
                        .formatted(tx.dialect().inSet("e.profile_key"), isView()));
        PreparedStatement hits =
            tx.connection()
                .prepareStatement(
                    """
                    SELECT h.profile_key, h.at, h.signal_id, h.evidence
                    FROM signal_hits h
                      JOIN signals s ON s.signal_id = h.signal_id
                    WHERE s.deleted_at IS NULL AND %s
                    """
                        .formatted(tx.dialect().inSet("h.profile_key")))) {
      tx.dialect().bindSet(views, 1, ClaimRows.keys(profiles));
      tx.dialect().bindSet(hits, 1, ClaimRows.keys(profiles));
      addViews(views, page, found);
      addHits(hits, "profile_key", found);
    }
  }

  /** What some companies set off by themselves on some days, under their keys as profiles. */
  static void ofAccountDays(Transaction tx, Collection<ScoreDay> days, Consumer<DeedRow> found)
      throws SQLException {
    RowBatch asked =
        new RowBatch("asked", number("account_key"), number("from_at"), number("until_at"));
    days.forEach(each ->
        asked.add(each.account().value(), each.day() * DAY_MILLIS, (each.day() + 1) * DAY_MILLIS));
    try (PreparedStatement hits =
        tx.connection()
            .prepareStatement(
                """
                SELECT h.account_key, h.at, h.signal_id, h.evidence
                FROM %s
                  JOIN signal_hits h ON h.account_key = asked.account_key
                    AND h.at >= asked.from_at AND h.at < asked.until_at
                  JOIN signals s ON s.signal_id = h.signal_id
                WHERE s.deleted_at IS NULL
                """
                    .formatted(tx.dialect().keyRows(asked)))) {
      tx.dialect().bindKeyRows(hits, asked);
      addHits(hits, "account_key", found);
    }
  }

  /** Everything that some companies set off by themselves, under their keys as profiles. */
  static void ofAccounts(Transaction tx, Collection<AccountKey> accounts, Consumer<DeedRow> found)
      throws SQLException {
    try (PreparedStatement hits =
        tx.connection()
            .prepareStatement(
                """
                SELECT h.account_key, h.at, h.signal_id, h.evidence
                FROM signal_hits h
                  JOIN signals s ON s.signal_id = h.signal_id
                WHERE s.deleted_at IS NULL AND %s
                """
                    .formatted(tx.dialect().inSet("h.account_key")))) {
      tx.dialect().bindSet(hits, 1, accounts.stream().mapToLong(AccountKey::value).toArray());
      addHits(hits, "account_key", found);
    }
  }

  private static String isView() {
    return "e.kind = %d AND (e.marks & %d) = 0"
        .formatted(CallKind.PAGE_VIEW.code(), Mark.hiddenBits());
  }

  private static void addViews(
      PreparedStatement views, Function<String, String> page, Consumer<DeedRow> found)
      throws SQLException {
    views.setFetchSize(FETCH_ROWS);
    try (ResultSet rows = views.executeQuery()) {
      while (rows.next()) {
        found.accept(
            new DeedRow.View(
                new ProfileKey(rows.getLong("profile_key")),
                rows.getLong("effective_at"),
                rows.getLong("focus_millis"),
                page.apply(rows.getString("body")),
                rows.getString("message_id")));
      }
    }
  }

  private static void addHits(PreparedStatement hits, String owner, Consumer<DeedRow> found)
      throws SQLException {
    hits.setFetchSize(FETCH_ROWS);
    try (ResultSet rows = hits.executeQuery()) {
      while (rows.next()) {
        found.accept(
            new DeedRow.Hit(
                new ProfileKey(rows.getLong(owner)),
                rows.getLong("at"),
                rows.getLong("signal_id"),
                rows.getString("evidence")));
      }
    }
  }
}
