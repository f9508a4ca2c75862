package dev.gumleaf.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** The statements of the pipeline about what people do to the place of their account on lists. */
final class VisitorRows {
  private VisitorRows() {}

  /** Moves accounts up the list; their heads with them. The value is the newest activity. */
  static void seen(Transaction tx, Map<Long, Long> seenByAccount) throws SQLException {
    try (PreparedStatement own =
            tx.connection()
                .prepareStatement(
                    """
                    UPDATE accounts
                    SET visitors_seen_at = ?
                    WHERE account_key = ? AND (visitors_seen_at IS NULL OR visitors_seen_at < ?)
                    """);
        PreparedStatement head =
            tx.connection()
                .prepareStatement(
                    """
                    UPDATE accounts
                    SET listed_at = ?
                    WHERE account_key = (
                        SELECT COALESCE(merged_into, account_key)
                        FROM accounts
                        WHERE account_key = ?)
                      AND (listed_at IS NULL OR listed_at < ?)
                    """)) {
      for (Map.Entry<Long, Long> seen : seenByAccount.entrySet()) {
        for (PreparedStatement statement : new PreparedStatement[] {own, head}) {
          statement.setLong(1, seen.getValue());
          statement.setLong(2, seen.getKey());
          statement.setLong(3, seen.getValue());
          statement.addBatch();
        }
      }
      own.executeBatch();
      head.executeBatch();
    }
  }

  /** Works out again when accounts were last seen, after somebody left them. */
  static void recount(Transaction tx, Collection<Long> accounts) throws SQLException {
    long[] keys = accounts.stream().mapToLong(Long::longValue).toArray();
    try (PreparedStatement own =
            tx.connection()
                .prepareStatement(
                    """
                    UPDATE accounts
                    SET visitors_seen_at = (
                      SELECT MAX(p.listed_at)
                      FROM profiles p
                      WHERE p.account_key = accounts.account_key)
                    WHERE %s
                    """
                        .formatted(tx.dialect().inSet("account_key")));
        PreparedStatement heads =
            tx.connection()
                .prepareStatement(
                    """
                    UPDATE accounts
                    SET listed_at = (
                      SELECT MAX(CASE
                          WHEN m.visitors_seen_at > m.last_seen_at OR m.last_seen_at IS NULL
                            THEN m.visitors_seen_at
                          ELSE m.last_seen_at
                        END)
                      FROM accounts m
                      WHERE m.account_key = accounts.account_key
                        OR m.merged_into = accounts.account_key)
                    WHERE account_key IN (
                      SELECT COALESCE(h.merged_into, h.account_key)
                      FROM accounts h
                      WHERE %s)
                    """
                        .formatted(tx.dialect().inSet("h.account_key")))) {
      tx.dialect().bindSet(own, 1, keys);
      own.executeUpdate();
      tx.dialect().bindSet(heads, 1, keys);
      heads.executeUpdate();
    }
  }
}
