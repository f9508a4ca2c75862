package dev.gumleaf.store;

import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Merges accounts and takes merges back. Thread-safe; holds no connection.
 *
 * <p>A merge moves no data: it is a row in the log, an edge from one account to the one it is shown
 * under. {@code accounts.merged_into} is what follows from all edges in force, the end of the
 * chain, so that reading needs no recursion. Undoing takes one edge away and works it out again;
 * nothing that happened in between has to be disentangled.
 */
public final class MergeStore {
  private static final String SELECT =
      """
      SELECT m.merge_id, m.kind, f.account_id AS from_id, f.domain AS from_domain,
        i.account_id AS into_id, i.domain AS into_domain, m.reason, m.created_at, m.created_by,
        m.undone_at, m.undone_by
      FROM account_merges m
        JOIN accounts f ON f.account_key = m.from_key
        JOIN accounts i ON i.account_key = m.into_key
      """;

  /** Who asks for a change, when and why. */
  public record Note(AccountMerge.Kind kind, String reason, Instant at, String by) {}

  /**
   * Lets one change at a time run until the transaction ends, and none while a slice of the journal
   * is applied on any node: a slice moves the head of an account up the list, so the head must not
   * change under it. Comes first in the transaction, before accounts are looked up.
   */
  public void lock(Transaction tx) {
    new Derivation(tx).lockPosition();
  }

  /**
   * Puts an account, with all that is under it, under another.
   *
   * @return the id of the merge
   * @throws ApiException CONFLICT if both are shown as one already
   */
  public long merge(
      Transaction tx, WorkspaceId workspace, AccountKey from, AccountKey into, Note note) {
    if (from.equals(into)) {
      throw new ApiException(ErrorCode.CONFLICT, "both are one account already");
    }
    long id = Counters.next(tx, "merge_id");
    tx.update(
            """
            INSERT INTO account_merges
              (merge_id, workspace_id, kind, from_key, into_key, reason, created_at, created_by)
            VALUES (:id, :workspace, :kind, :from, :into, :reason, :at, :by)
            """)
        .bind("id", id)
        .bind("workspace", workspace.value())
        .bind("kind", note.kind().word())
        .bind("from", from.value())
        .bind("into", into.value())
        .bind("reason", PlainText.of(note.reason()))
        .bind("at", note.at().toEpochMilli())
        .bind("by", note.by())
        .execute();
    new StaleScores(tx).shownAs(from);
    show(tx, from, into);
    return id;
  }

  /** Creates an account for a domain that was never seen, so that it can be an alias. */
  public void insertAccount(Transaction tx, WorkspaceId workspace, AccountId id, Domain domain) {
    AccountKey key = new AccountKey(Counters.next(tx, "account_key"));
    new Derivation(tx).insertAccounts(workspace, List.of(new Account(key, id, domain, key)));
  }

  /**
   * Takes a merge back: what was put under the other account is shown by itself again.
   *
   * @throws ApiException NOT_FOUND for an unknown id, CONFLICT if it was undone before
   */
  public void undo(Transaction tx, WorkspaceId workspace, long id, Instant at, String by) {
    AccountMerge merge =
        find(tx, workspace, id)
            .orElseThrow(
                () -> new ApiException(ErrorCode.NOT_FOUND, "there is no merge with this id"));
    if (merge.undoneAt() != null) {
      throw new ApiException(ErrorCode.CONFLICT, "this merge was undone before");
    }
    tx.update(
            """
            UPDATE account_merges
            SET undone_at = :at, undone_by = :by
            WHERE merge_id = :id
            """)
        .bind("at", at.toEpochMilli())
        .bind("by", by)
        .bind("id", id)
        .execute();
    AccountKey from = keyOf(tx, workspace, merge.from());
    AccountKey formerHead = headOf(tx, from);
    new StaleScores(tx).shownAs(formerHead);
    show(tx, from, from);
    TouchRows.company(tx, formerHead, MembershipChange.Why.MERGE);
    list(tx, formerHead);
  }

  /**
   * Shows an account and everything merged into it under a head, which may be the account itself.
   */
  private static void show(Transaction tx, AccountKey from, AccountKey head) {
    tx.update(
            """
            WITH RECURSIVE below (account_key) AS (
              SELECT account_key FROM accounts WHERE account_key = :from
              UNION
              SELECT m.from_key
              FROM account_merges m JOIN below b ON m.into_key = b.account_key
              WHERE m.undone_at IS NULL)
            UPDATE accounts
            SET merged_into = :head, listed_at = NULL
            WHERE account_key IN (SELECT account_key FROM below)
            """)
        .bind("from", from.value())
        .bind("head", head.value())
        .execute();
    tx.update(
            """
            UPDATE accounts
            SET merged_into = NULL
            WHERE account_key = :head
            """)
        .bind("head", head.value())
        .execute();
    TouchRows.company(tx, from, MembershipChange.Why.MERGE);
    TouchRows.company(tx, head, MembershipChange.Why.MERGE);
    list(tx, head);
  }

  /**
   * Puts a head where it belongs on the list: where the newest activity under it says, and on it at
   * all if no rule about a domain under it says otherwise. Its fit follows from what is said about
   * all that is under it.
   */
  private static void list(Transaction tx, AccountKey head) {
    tx.update(
            """
            UPDATE accounts
            SET listed_at = (
              SELECT MAX(CASE
                  WHEN m.visitors_seen_at > m.last_seen_at OR m.last_seen_at IS NULL
                    THEN m.visitors_seen_at
                  ELSE m.last_seen_at
                END)
              FROM accounts m
              WHERE m.account_key = :head OR m.merged_into = :head)
            WHERE account_key = :head
            """)
        .bind("head", head.value())
        .execute();
    ExclusionRows.applyToAccount(tx, head);
    FitRows.noteAccount(tx, head);
  }

  private static AccountKey keyOf(Transaction tx, WorkspaceId workspace, AccountId id) {
    return tx.query(
            """
            SELECT account_key
            FROM accounts
            WHERE workspace_id = :workspace AND account_id = :id
            """)
        .bind("workspace", workspace.value())
        .bind("id", id.value())
        .map((row, context) -> new AccountKey(row.getLong("account_key")))
        .one();
  }

  private static AccountKey headOf(Transaction tx, AccountKey account) {
    return tx.query(
            """
            SELECT COALESCE(merged_into, account_key) AS head
            FROM accounts
            WHERE account_key = :account
            """)
        .bind("account", account.value())
        .map((row, context) -> new AccountKey(row.getLong("head")))
        .one();
  }

  public Optional<AccountMerge> find(Transaction tx, WorkspaceId workspace, long id) {
    return tx.query(
            """
            %s
            WHERE m.workspace_id = :workspace AND m.merge_id = :id
            """
                .formatted(SELECT))
        .bind("workspace", workspace.value())
        .bind("id", id)
        .map((row, context) -> toMerge(row))
        .findOne();
  }

  /** The log, newest first. */
  public Page<AccountMerge> list(
      Transaction tx, WorkspaceId workspace, Optional<Cursor> after, int limit) {
    var query =
        tx.query(
                """
                %s
                WHERE m.workspace_id = :workspace %s
                ORDER BY m.merge_id DESC
                LIMIT :limit
                """
                    .formatted(SELECT, after.isPresent() ? "AND m.merge_id < :key" : ""))
            .bind("workspace", workspace.value())
            .bind("limit", limit + 1);
    after.ifPresent(cursor -> query.bind("key", cursor.key()));
    return Page.of(
        query.map((row, context) -> toMerge(row)).list(),
        limit,
        merge -> new Cursor(0, merge.id()));
  }

  private static AccountMerge toMerge(ResultSet row) throws SQLException {
    return new AccountMerge(
        row.getLong("merge_id"),
        AccountMerge.Kind.ofWord(row.getString("kind")),
        new AccountId(row.getString("from_id")),
        new Domain(row.getString("from_domain")),
        new AccountId(row.getString("into_id")),
        new Domain(row.getString("into_domain")),
        row.getString("reason"),
        Columns.instant(row, "created_at"),
        row.getString("created_by"),
        Columns.optionalInstant(row, "undone_at"),
        row.getString("undone_by"));
  }
}
