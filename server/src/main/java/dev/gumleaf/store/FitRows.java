package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.WorkspaceId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** The statements about the fits of accounts, many at a time. */
final class FitRows {
  private FitRows() {}

  static void upsert(Transaction tx, WorkspaceId workspace, int version, Collection<FitRow> fits)
      throws SQLException {
    RowBatch batch =
        new RowBatch(
            "account_fits",
            number("account_key"),
            number("workspace_id"),
            number("version"),
            number("number"),
            number("grade"));
    for (FitRow fit : fits) {
      batch.add(
          fit.account().value(),
          workspace.value(),
          (long) version,
          (long) fit.number(),
          (long) fit.grade().code());
    }
    tx.dialect()
        .insert(
            tx.connection(),
            batch,
            """
            ON CONFLICT (account_key) DO UPDATE
            SET version = excluded.version,
              number = excluded.number,
              grade = excluded.grade
            """);
  }

  static void delete(Transaction tx, String table, Collection<AccountKey> accounts)
      throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                DELETE FROM %s
                WHERE %s
                """
                    .formatted(table, tx.dialect().inSet("account_key")))) {
      tx.dialect().bindSet(statement, 1, accounts.stream().mapToLong(AccountKey::value).toArray());
      statement.executeUpdate();
    }
  }

  /** Has the accounts of domains looked at again. */
  static void noteDomains(Transaction tx, WorkspaceId workspace, Collection<Domain> domains)
      throws SQLException {
    try (PreparedStatement note =
        tx.connection()
            .prepareStatement(
                """
                INSERT INTO fit_pending (account_key)
                SELECT account_key
                FROM accounts
                WHERE workspace_id = ? AND %s
                ON CONFLICT (account_key) DO NOTHING
                """
                    .formatted(tx.dialect().inSet("domain")))) {
      note.setLong(1, workspace.value());
      tx.dialect().bindSet(note, 2, domains.stream().map(Domain::value).toArray(String[]::new));
      note.executeUpdate();
    }
  }

  /** Has an account and what is merged into it looked at again. */
  static void noteAccount(Transaction tx, AccountKey account) {
    tx.update(
            """
            INSERT INTO fit_pending (account_key)
            SELECT account_key
            FROM accounts
            WHERE account_key = :account OR merged_into = :account
            ON CONFLICT (account_key) DO NOTHING
            """)
        .bind("account", account.value())
        .execute();
  }
}
