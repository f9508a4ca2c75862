package dev.gumleaf.store;

import dev.gumleaf.model.ProfileId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Reads sessions. Thread-safe; holds no connection. */
public final class SessionStore {
  private static final Comparator<StoredSession> NEWEST_FIRST =
      Comparator.comparing(StoredSession::startedAt)
          .thenComparingLong(StoredSession::key)
          .reversed();

  /** Sessions of what somebody has, newest first. Whose a session is, is decided by its start. */
  public Page<StoredSession> list(
      Transaction tx,
      List<Holding> holdings,
      Optional<Instant> since,
      Optional<Instant> until,
      Optional<Cursor> after,
      int limit) {
    TimeRange asked =
        new TimeRange(
            since.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
            until.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
    List<StoredSession> newest = new ArrayList<>();
    for (Holding holding : holdings) {
      newest.addAll(
          new HeldRows<>(
                  holding,
                  asked,
                  after,
                  limit + 1,
                  SessionStore::place,
                  (stretch, last, max) -> read(tx, holding, stretch, last, max))
              .newest());
      newest.sort(NEWEST_FIRST);
      if (newest.size() > limit + 1) {
        newest.subList(limit + 1, newest.size()).clear();
      }
    }
    return Page.of(newest, limit, SessionStore::place);
  }

  private static Cursor place(StoredSession session) {
    return new Cursor(session.startedAt().toEpochMilli(), session.key());
  }

  private static List<StoredSession> read(
      Transaction tx, Holding holding, TimeRange stretch, Optional<Cursor> after, int limit) {
    Query query =
        tx.query(
                """
                SELECT s.session_key, p.profile_id, s.session_id, s.started_at, s.last_at,
                  s.page_views, s.events, s.focus_millis
                FROM sessions s
                  JOIN profiles p ON p.profile_key = s.profile_key
                WHERE s.profile_key = :profile AND s.started_at >= :from AND s.started_at < :until
                  %s
                ORDER BY s.started_at DESC, s.session_key DESC
                LIMIT :limit
                """
                    .formatted(
                        after.isPresent()
                            ? "AND (s.started_at, s.session_key) < (:value, :key)"
                            : ""))
            .bind("profile", holding.profile().key().value())
            .bind("from", stretch.from())
            .bind("until", stretch.until())
            .bind("limit", limit);
    after.ifPresent(cursor -> query.bind("value", cursor.value()).bind("key", cursor.key()));
    return query.map((row, context) -> toSession(row)).list();
  }

  private static StoredSession toSession(ResultSet row) throws SQLException {
    return new StoredSession(
        row.getLong("session_key"),
        new ProfileId(row.getString("profile_id")),
        row.getString("session_id"),
        Columns.instant(row, "started_at"),
        Columns.instant(row, "last_at"),
        row.getLong("page_views"),
        row.getLong("events"),
        row.getLong("focus_millis"));
  }
}
