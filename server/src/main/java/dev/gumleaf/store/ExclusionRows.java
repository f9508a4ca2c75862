package dev.gumleaf.store;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.MembershipChange.Why;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** The statements that mark who is left out of lists and counts. */
final class ExclusionRows {
  /** Whether a rule is about a person. */
  private static final String IS_INTERNAL =
      """
      CASE WHEN EXISTS (
          SELECT 1
          FROM exclusions x
          WHERE x.workspace_id = p.workspace_id
            AND ((x.kind = 'email' AND x.value = p.subject)
              OR (x.kind = 'mail_domain'
                AND SUBSTR(p.subject, LENGTH(p.subject) - LENGTH(x.value))
                  = '@' || x.value)))
        THEN 1 ELSE 0 END
      """;

  private ExclusionRows() {}

  /** Looks again at some people. */
  static void applyToPeople(Transaction tx, WorkspaceId workspace, String condition, String value) {
    new StaleScores(tx)
        .points(
            """
            d.person_key <> 0 AND d.person_key IN (
              SELECT p.profile_key
              FROM profiles p
              WHERE p.workspace_id = :workspace AND p.kind = 2 AND %s)
            """
                .formatted(condition),
            Map.of("workspace", workspace.value(), "value", value));
    tx.update(
            """
            UPDATE profiles AS p
            SET internal = %s
            WHERE p.workspace_id = :workspace AND p.kind = 2 AND %s
            """
                .formatted(IS_INTERNAL, condition))
        .bind("workspace", workspace.value())
        .bind("value", value)
        .execute();
    for (AudienceKind kind : AudienceKind.values()) {
      TouchRows.select(
              tx,
              kind,
              Why.EXCLUSION,
              """
              SELECT %s AS subject_key
              FROM profiles p
              WHERE p.workspace_id = :workspace AND p.kind = 2 AND %s
              """
                  .formatted(
                      kind == AudienceKind.ACCOUNTS ? "p.account_key" : "p.profile_key", condition))
          .bind("workspace", workspace.value())
          .bind("value", value)
          .execute();
    }
  }

  /** Looks again at the company that a domain is shown as. */
  static void applyToAccounts(Transaction tx, WorkspaceId workspace, String domain) {
    tx.query(
            """
            SELECT COALESCE(merged_into, account_key) AS head
            FROM accounts
            WHERE workspace_id = :workspace AND domain = :domain
            """)
        .bind("workspace", workspace.value())
        .bind("domain", domain)
        .map((row, context) -> new AccountKey(row.getLong("head")))
        .findOne()
        .ifPresent(head -> applyToAccount(tx, head));
  }

  /** Looks again at a company: a rule about any of the domains shown as it is about all of it. */
  static void applyToAccount(Transaction tx, AccountKey head) {
    tx.update(
            """
            UPDATE accounts
            SET excluded = CASE WHEN EXISTS (
                SELECT 1
                FROM accounts m
                  JOIN exclusions x ON x.workspace_id = m.workspace_id
                    AND x.kind = 'account' AND x.value = m.domain
                WHERE m.account_key = :head OR m.merged_into = :head)
              THEN 1 ELSE 0 END
            WHERE account_key = :head OR merged_into = :head
            """)
        .bind("head", head.value())
        .execute();
    TouchRows.company(tx, head, Why.EXCLUSION);
  }

  /** Marks people that were just created. */
  static void markPeople(Transaction tx, Collection<NewProfile> created) throws SQLException {
    long[] keys =
        created.stream()
            .filter(each -> each.profile().isKnown())
            .mapToLong(each -> each.profile().key().value())
            .toArray();
    if (keys.length > 0) {
      mark(
          tx,
          "UPDATE profiles AS p SET internal = 1 WHERE %s AND 1 = "
                  .formatted(tx.dialect().inSet("p.profile_key"))
              + IS_INTERNAL,
          keys);
    }
  }

  /** Marks companies that were just created. */
  static void markAccounts(Transaction tx, long[] keys) throws SQLException {
    mark(
        tx,
        """
        UPDATE accounts
        SET excluded = 1
        WHERE %s AND EXISTS (
          SELECT 1
          FROM exclusions x
          WHERE x.workspace_id = accounts.workspace_id
            AND x.kind = 'account' AND x.value = accounts.domain)
        """
            .formatted(tx.dialect().inSet("account_key")),
        keys);
  }

  private static void mark(Transaction tx, String sql, long[] keys) throws SQLException {
    try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
      tx.dialect().bindSet(statement, 1, keys);
      statement.executeUpdate();
    }
  }
}
