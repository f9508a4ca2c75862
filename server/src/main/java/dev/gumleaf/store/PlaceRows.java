package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;
import static dev.gumleaf.store.RowBatch.Column.text;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The statements of the pipeline about sessions and network addresses. */
final class PlaceRows {
  private PlaceRows() {}

  static void addSessions(Transaction tx, Collection<SessionRow> sessions) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "sessions",
            number("session_key"),
            number("profile_key"),
            text("session_id"),
            number("started_at"),
            number("last_at"),
            number("page_views"),
            number("events"),
            number("focus_millis"));
    // One that is there already keeps its number, and the one taken for it here is not used.
    long key = Counters.next(tx, "session_key", sessions.size());
    for (SessionRow session : sessions) {
      batch.add(
          key++,
          session.profile().value(),
          session.sessionId(),
          session.startedAt(),
          session.lastAt(),
          session.pageViews(),
          session.events(),
          session.focusMillis());
    }
    tx.dialect()
        .insert(
            tx.connection(),
            batch,
            """
            ON CONFLICT (profile_key, session_id) DO UPDATE
            SET started_at = CASE
                WHEN sessions.started_at <= excluded.started_at THEN sessions.started_at
                ELSE excluded.started_at
              END,
              last_at = CASE
                WHEN sessions.last_at >= excluded.last_at THEN sessions.last_at
                ELSE excluded.last_at
              END,
              page_views = sessions.page_views + excluded.page_views,
              events = sessions.events + excluded.events,
              focus_millis = sessions.focus_millis + excluded.focus_millis
            """);
  }

  /** Whether the new row's facts replace the stored ones, all together: they are of one look-up. */
  private static final String IS_BETTER =
      """
      excluded.last_at >= profile_addresses.last_at
        AND (excluded.account_key IS NOT NULL OR profile_addresses.account_key IS NULL)
      """;

  private static final List<String> FACTS =
      List.of("account_key", "confidence", "reason", "organization", "country", "region", "city");

  /**
   * What was known the last time that somebody was at an address counts. A company stays until
   * another is known, because the person was there as one of its people.
   */
  static void addAddresses(Transaction tx, Collection<AddressRow> addresses) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "profile_addresses",
            number("profile_key"),
            text("address"),
            number("first_at"),
            number("last_at"),
            number("account_key"),
            text("confidence"),
            text("reason"),
            text("organization"),
            text("country"),
            text("region"),
            text("city"));
    for (AddressRow row : addresses) {
      batch.add(
          row.profile().value(),
          row.address(),
          row.firstAt(),
          row.lastAt(),
          row.account() == null ? null : (Long) row.account().value(),
          row.confidence(),
          row.reason(),
          row.organization(),
          row.country(),
          row.region(),
          row.city());
    }
    tx.dialect()
        .insert(
            tx.connection(),
            batch,
            """
            ON CONFLICT (profile_key, address) DO UPDATE
            SET first_at = CASE
                WHEN profile_addresses.first_at <= excluded.first_at
                  THEN profile_addresses.first_at
                ELSE excluded.first_at
              END,
              last_at = CASE
                WHEN profile_addresses.last_at >= excluded.last_at THEN profile_addresses.last_at
                ELSE excluded.last_at
              END,
              %s
            """
                .formatted(
                    FACTS.stream().map(PlaceRows::replaced).collect(Collectors.joining(", "))));
  }

  private static String replaced(String column) {
    return "%1$s = CASE WHEN %2$s THEN excluded.%1$s ELSE profile_addresses.%1$s END"
        .formatted(column, IS_BETTER);
  }
}
