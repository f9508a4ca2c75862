package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;

import java.sql.SQLException;
import java.util.Collection;

/** The statements of the pipeline about the daily counters of accounts. */
final class DayRows {
  private DayRows() {}

  static void add(Transaction tx, Collection<AccountDay> days) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "account_days",
            number("account_key"),
            number("day"),
            number("events"),
            number("identifies"));
    for (AccountDay day : days) {
      batch.add(day.account().value(), day.day(), day.events(), day.identifies());
    }
    tx.dialect()
        .insert(
            tx.connection(),
            batch,
            """
            ON CONFLICT (account_key, day) DO UPDATE
            SET events = account_days.events + excluded.events,
              identifies = account_days.identifies + excluded.identifies
            """);
  }
}
