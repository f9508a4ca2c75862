package dev.gumleaf.store;

import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.MembershipChange.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements that forget a company, or what somebody said about it, in one transaction. */
final class CompanyForgetting {
  private final Transaction tx;

  CompanyForgetting(Transaction tx) {
    this.tx = tx;
  }

  /** An account of the workspace by its domain. */
  Optional<AccountKey> findAccount(WorkspaceId workspace, Domain domain) {
    return tx.query(
            """
            SELECT account_key
            FROM accounts
            WHERE workspace_id = :workspace AND domain = :domain
            """)
        .bind("workspace", workspace.value())
        .bind("domain", domain.value())
        .map((row, context) -> new AccountKey(row.getLong("account_key")))
        .findOne();
  }

  Account findAccount(AccountKey account) {
    return tx.query(
            """
            SELECT account_key, account_id, domain, COALESCE(merged_into, account_key) AS head
            FROM accounts
            WHERE account_key = :account
            """)
        .bind("account", account.value())
        .map((row, context) -> AccountRows.toAccount(row))
        .one();
  }

  /**
   * Forgets what is known about a company; the bare account stays, because others can be merged
   * with it.
   *
   * @return how many entries it had
   */
  long clear(AccountKey account) {
    new StaleScores(tx).forgotten(account);
    // The people who were part of it, and what it is shown as.
    TouchRows.company(tx, account, Why.DELETION);
    long entries = 0;
    for (String statement :
        List.of(
            "DELETE FROM entries WHERE account_key = :account",
            "DELETE FROM traits WHERE account_key = :account",
            "DELETE FROM account_days WHERE account_key = :account",
            "DELETE FROM signal_hits WHERE account_key = :account",
            "DELETE FROM account_fits WHERE account_key = :account",
            "DELETE FROM changes WHERE account_key = :account",
            "DELETE FROM entry_fates WHERE account_key = :account",
            "DELETE FROM memberships WHERE subject_kind = 1 AND subject_key = :account",
            "DELETE FROM membership_changes WHERE subject_kind = 1 AND subject_key = :account",
            "DELETE FROM profile_accounts WHERE account_key = :account",
            "UPDATE profile_addresses SET account_key = NULL WHERE account_key = :account",
            "UPDATE profiles SET account_key = NULL, account_via = 0, account_at = 0"
                + " WHERE account_key = :account")) {
      int changed = tx.update(statement).bind("account", account.value()).execute();
      entries += statement.startsWith("DELETE FROM entries ") ? changed : 0;
    }
    tx.update(
            """
            UPDATE accounts
            SET name = NULL, search = domain, events = 0, identifies = 0, marked = 0,
              first_seen_at = NULL, last_seen_at = NULL, visitors_seen_at = NULL
            WHERE account_key = :account
            """)
        .bind("account", account.value())
        .execute();
    // What it said counted for the account that it is shown as.
    tx.update(
            """
            INSERT INTO fit_pending (account_key)
            SELECT COALESCE(merged_into, account_key)
            FROM accounts
            WHERE account_key = :account
            ON CONFLICT (account_key) DO NOTHING
            """)
        .bind("account", account.value())
        .execute();
    return entries;
  }

  /** Forgets what was imported about a company, be it an account or not. */
  void deleteFirmographics(WorkspaceId workspace, Domain domain) {
    FirmographicStore.deleteRows(tx, workspace, domain);
  }

  /**
   * Counts the identifies of an account again, after some of them went. Its events are nobody's, so
   * none of them went, and their number stays: it is also that of events that are too old to be
   * stored still, as are, while it is higher than what is stored, the times they were seen at.
   */
  void recount(AccountKey account, int hiddenBits) {
    tx.update(
            """
            UPDATE accounts
            SET identifies = (SELECT COUNT(*) FROM entries e
                WHERE e.account_key = :account AND e.kind = 2 AND (e.marks & :hidden) = 0),
              marked = (SELECT COUNT(*) FROM entries e
                WHERE e.account_key = :account AND (e.marks & :hidden) <> 0),
              first_seen_at = CASE
                WHEN events > (SELECT COUNT(*) FROM entries e
                    WHERE e.account_key = :account AND e.kind = 1 AND (e.marks & :hidden) = 0)
                  THEN first_seen_at
                ELSE (SELECT MIN(e.effective_at) FROM entries e
                  WHERE e.account_key = :account AND (e.marks & :hidden) = 0)
              END,
              last_seen_at = CASE
                WHEN events > (SELECT COUNT(*) FROM entries e
                    WHERE e.account_key = :account AND e.kind = 1 AND (e.marks & :hidden) = 0)
                  THEN last_seen_at
                ELSE (SELECT MAX(e.effective_at) FROM entries e
                  WHERE e.account_key = :account AND (e.marks & :hidden) = 0)
              END
            WHERE account_key = :account
            """)
        .bind("account", account.value())
        .bind("hidden", hiddenBits)
        .execute();
    recountDays(account, hiddenBits);
    tx.update("DELETE FROM traits WHERE account_key = :account")
        .bind("account", account.value())
        .execute();
  }

  private void recountDays(AccountKey account, int hiddenBits) {
    for (String statement :
        List.of(
            "DELETE FROM account_days WHERE account_key = :account AND events = 0",
            "UPDATE account_days SET identifies = 0 WHERE account_key = :account")) {
      tx.update(statement).bind("account", account.value()).execute();
    }
    tx.update(
            """
            INSERT INTO account_days (account_key, day, events, identifies)
            SELECT account_key, day, 0, COUNT(*)
            FROM (
              SELECT account_key, (effective_at - ((effective_at % 86400000) + 86400000) % 86400000)
                  / 86400000 AS day
              FROM entries
              WHERE account_key = :account AND kind = 2 AND (marks & :hidden) = 0) AS each_entry
            GROUP BY account_key, day
            ON CONFLICT (account_key, day) DO UPDATE
            SET identifies = excluded.identifies
            """)
        .bind("account", account.value())
        .bind("hidden", hiddenBits)
        .execute();
  }

  /** The identifies of an account, in no particular order. */
  List<StoredIdentify> findIdentifies(AccountKey account) {
    return new ArrayList<>(
        tx.query(
                """
                SELECT body, source, effective_at
                FROM entries
                WHERE account_key = :account AND kind = 2
                """)
            .bind("account", account.value())
            .map((row, context) ->
                new StoredIdentify(
                    row.getString("body"),
                    Source.ofCode(row.getInt("source")),
                    Columns.instant(row, "effective_at")))
            .list());
  }
}
