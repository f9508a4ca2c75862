package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;
import static dev.gumleaf.store.RowBatch.Column.text;
import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Source;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The statements of the pipeline about entries on people. */
final class VisitRows {
  /** Rows in memory at a time while the entries of a profile are gone through. */
  private static final int FETCH_ROWS = 1_000;

  static final String COLUMNS =
      """
      e.profile_key, e.hash, e.effective_at, e.kind, e.name_key, e.source, e.marks, e.received_at,
        e.sent_at, e.message_id, e.session_id, e.focus_millis, e.ended_at, e.body, e.others
      """;

  private VisitRows() {}

  /** A dedupe key inside a profile. */
  record Key(ProfileKey profile, long hash) {}

  /**
   * Inserts entries in the order given; false where the profile has an entry with the same hash.
   */
  static boolean[] insert(Transaction tx, List<VisitRow> visits) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "profile_entries",
            number("entry_key"),
            number("profile_key"),
            number("hash"),
            number("effective_at"),
            number("kind"),
            number("name_key"),
            number("source"),
            number("marks"),
            number("received_at"),
            number("sent_at"),
            text("message_id"),
            text("session_id"),
            number("focus_millis"),
            number("ended_at"),
            text("body"),
            text("others"));
    long key = Counters.next(tx, "profile_entry_key", visits.size());
    for (VisitRow visit : visits) {
      batch.add(
          key++,
          visit.profile().value(),
          visit.hash(),
          visit.effectiveAt(),
          (long) visit.kind().code(),
          visit.nameKey(),
          (long) visit.source().code(),
          (long) visit.marks(),
          visit.receivedAt(),
          visit.sentAt(),
          visit.messageId(),
          visit.sessionId(),
          visit.focusMillis(),
          visit.endedAt(),
          visit.body(),
          visit.others());
    }
    return tx.dialect()
        .insert(
            tx.connection(),
            batch,
            "ON CONFLICT (profile_key, hash) WHERE hash IS NOT NULL DO NOTHING");
  }

  /** The stored entries with one of the dedupe keys. */
  static List<VisitRow> find(Transaction tx, Collection<Key> keys) throws SQLException {
    RowBatch asked = new RowBatch("asked", number("profile_key"), number("hash"));
    keys.forEach(key -> asked.add(key.profile().value(), key.hash()));
    List<VisitRow> found = new ArrayList<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT %s
                FROM %s
                  JOIN profile_entries e
                    ON e.profile_key = asked.profile_key AND e.hash = asked.hash
                """
                    .formatted(COLUMNS, tx.dialect().keyRows(asked)))) {
      tx.dialect().bindKeyRows(statement, asked);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(toVisit(rows));
        }
      }
    }
    return found;
  }

  /** Writes how long pages were looked at, and when that ended. */
  static void grow(Transaction tx, Collection<VisitRow> pageViews) throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                UPDATE profile_entries
                SET focus_millis = ?, ended_at = ?
                WHERE profile_key = ? AND hash = ?
                """)) {
      for (VisitRow view : pageViews) {
        statement.setLong(1, view.focusMillis());
        if (view.endedAt() == null) {
          statement.setNull(2, Types.BIGINT);
        } else {
          statement.setLong(2, view.endedAt());
        }
        statement.setLong(3, view.profile().value());
        statement.setLong(4, requireNonNull(view.hash()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Whether a profile has any entry from a time on until another, the latter not included. */
  static boolean hasAny(Transaction tx, ProfileKey profile, long from, long until)
      throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT 1
                FROM profile_entries
                WHERE profile_key = ? AND effective_at >= ? AND effective_at < ?
                LIMIT 1
                """)) {
      statement.setLong(1, profile.value());
      statement.setLong(2, from);
      statement.setLong(3, until);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** The page views of some spans that show, under each. */
  static Map<ProfileSpan, List<StoredView>> pageViews(Transaction tx, Collection<ProfileSpan> spans)
      throws SQLException {
    Map<ProfileSpan, List<StoredView>> found = new HashMap<>();
    RowBatch asked =
        new RowBatch("asked", number("profile_key"), number("since_at"), number("until_at"));
    for (ProfileSpan span : spans) {
      asked.add(span.profile().value(), span.from(), span.until());
      found.put(span, new ArrayList<>());
    }
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT asked.profile_key, asked.since_at, asked.until_at, e.hash, e.effective_at,
                  e.focus_millis, e.message_id
                FROM %s
                  JOIN profile_entries e
                    ON e.profile_key = asked.profile_key
                      AND e.effective_at >= asked.since_at AND e.effective_at < asked.until_at
                WHERE e.kind = %d AND (e.marks & %d) = 0
                """
                    .formatted(
                        tx.dialect().keyRows(asked),
                        CallKind.PAGE_VIEW.code(),
                        Mark.hiddenBits()))) {
      tx.dialect().bindKeyRows(statement, asked);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ProfileSpan span =
              new ProfileSpan(
                  new ProfileKey(rows.getLong("profile_key")),
                  rows.getLong("since_at"),
                  rows.getLong("until_at"));
          StoredView view =
              new StoredView(
                  Columns.optionalLong(rows, "hash"),
                  rows.getLong("effective_at"),
                  rows.getLong("focus_millis"),
                  rows.getString("message_id"));
          found.computeIfAbsent(span, key -> new ArrayList<>()).add(view);
        }
      }
    }
    return found;
  }

  /** Goes through all entries of a profile, in no particular order. */
  static void forEach(Transaction tx, ProfileKey profile, Consumer<VisitRow> consumer)
      throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT %s
                FROM profile_entries e
                WHERE e.profile_key = ?
                """
                    .formatted(COLUMNS))) {
      statement.setFetchSize(FETCH_ROWS);
      statement.setLong(1, profile.value());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          consumer.accept(toVisit(rows));
        }
      }
    }
  }

  static VisitRow toVisit(ResultSet row) throws SQLException {
    return new VisitRow(
        new ProfileKey(row.getLong("profile_key")),
        Columns.optionalLong(row, "hash"),
        row.getLong("effective_at"),
        CallKind.ofCode(row.getInt("kind")),
        row.getLong("name_key"),
        Source.ofCode(row.getInt("source")),
        row.getInt("marks"),
        row.getLong("received_at"),
        Columns.optionalLong(row, "sent_at"),
        row.getString("message_id"),
        row.getString("session_id"),
        row.getLong("focus_millis"),
        Columns.optionalLong(row, "ended_at"),
        row.getString("body"),
        row.getString("others"));
  }
}
