package dev.gumleaf.store;

import dev.gumleaf.model.ProfileId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads sessions. Thread-safe; holds no connection. */
public final class SessionStore {
  /**
   * Sessions of one instant that paging gets past. Browsers number sessions by their start, so more
   * than two are made up.
   */
  private static final long TIES_MAX = 1_000;

  private static final Comparator<StoredSession> NEWEST_FIRST =
      Comparator.comparing(StoredSession::startedAt)
          .thenComparingLong(StoredSession::profile)
          .thenComparing(StoredSession::sessionId)
          .reversed();

  /**
   * Sessions of what somebody has, newest first. Whose a session is, is decided by its start.
   *
   * @param after the start of the last session, and how many of that start were shown already,
   *     because a session has no number to go by
   */
  public Page<StoredSession> list(
      Transaction tx,
      List<Holding> holdings,
      Optional<Instant> since,
      Optional<Instant> until,
      Optional<Cursor> after,
      int limit) {
    long shown = after.map(cursor -> Math.clamp(cursor.key(), 0, TIES_MAX)).orElse(0L);
    long from = since.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
    long end = until.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    long before = after.map(cursor -> Math.min(end, cursor.value() + 1)).orElse(end);
    int rowsMax = limit + 1 + (int) shown;
    List<StoredSession> newest = new ArrayList<>();
    for (Holding holding : holdings) {
      for (TimeRange range : holding.ranges().reversed()) {
        TimeRange asked =
            new TimeRange(Math.max(range.from(), from), Math.min(range.until(), before));
        if (asked.from() < asked.until()) {
          newest.addAll(list(tx, holding, asked, rowsMax));
        }
      }
      newest.sort(NEWEST_FIRST);
      if (newest.size() > rowsMax) {
        newest.subList(rowsMax, newest.size()).clear();
      }
    }
    after.ifPresent(cursor -> newest.subList(0, ties(newest, cursor.value(), shown)).clear());
    return Page.of(newest, limit, last -> cursor(newest.subList(0, limit), last, after, shown));
  }

  private static int ties(List<StoredSession> newest, long at, long shown) {
    return (int)
        newest.stream()
            .limit(shown)
            .filter(session -> session.startedAt().toEpochMilli() == at)
            .count();
  }

  private static Cursor cursor(
      List<StoredSession> items, StoredSession last, Optional<Cursor> after, long shown) {
    long at = last.startedAt().toEpochMilli();
    long ties = items.stream().filter(session -> session.startedAt().toEpochMilli() == at).count();
    boolean goesOn = after.isPresent() && after.get().value() == at;
    return new Cursor(at, ties + (goesOn ? shown : 0));
  }

  private static List<StoredSession> list(
      Transaction tx, Holding holding, TimeRange range, int limit) {
    return tx.query(
            """
            SELECT s.profile_key, p.profile_id, s.session_id, s.started_at, s.last_at, s.page_views,
              s.events, s.focus_millis
            FROM sessions s
              JOIN profiles p ON p.profile_key = s.profile_key
            WHERE s.profile_key = :profile AND s.started_at >= :from AND s.started_at < :until
            ORDER BY s.started_at DESC, s.session_id DESC
            LIMIT :limit
            """)
        .bind("profile", holding.profile().key().value())
        .bind("from", range.from())
        .bind("until", range.until())
        .bind("limit", limit)
        .map((row, context) -> toSession(row))
        .list();
  }

  private static StoredSession toSession(ResultSet row) throws SQLException {
    return new StoredSession(
        row.getLong("profile_key"),
        new ProfileId(row.getString("profile_id")),
        row.getString("session_id"),
        Columns.instant(row, "started_at"),
        Columns.instant(row, "last_at"),
        row.getLong("page_views"),
        row.getLong("events"),
        row.getLong("focus_millis"));
  }
}
