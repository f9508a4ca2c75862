package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.store.MembershipChange.Why;
import java.util.Collection;
import org.jdbi.v3.core.statement.Update;

/** The statements that note whom all audiences have to look at again. */
final class TouchRows {
  private static final String ONCE = "ON CONFLICT (subject_kind, subject_key) DO NOTHING";

  private TouchRows() {}

  /** How the store tells companies and people apart. */
  static int code(AudienceKind kind) {
    return switch (kind) {
      case ACCOUNTS -> 1;
      case VISITORS -> 2;
    };
  }

  static AudienceKind kind(int code) {
    return code == 1 ? AudienceKind.ACCOUNTS : AudienceKind.VISITORS;
  }

  /** Notes some of one kind. */
  static void add(Transaction tx, AudienceKind kind, Collection<Long> keys, Why why) {
    HotPath.run(
        tx,
        keys,
        () -> {
          RowBatch batch =
              new RowBatch(
                  "membership_touched",
                  number("subject_key"),
                  number("subject_kind"),
                  number("why"));
          keys.stream()
              .distinct()
              .forEach(key -> batch.add(key, (long) code(kind), (long) why.code()));
          tx.dialect().insert(tx.connection(), batch, ONCE);
        });
  }

  /**
   * Notes all that a query gives, in the column {@code subject_key}.
   *
   * @param query ends with conditions
   */
  static Update select(Transaction tx, AudienceKind kind, Why why, String query) {
    return tx.update(
        """
        INSERT INTO membership_touched (subject_kind, subject_key, why)
        SELECT DISTINCT %d, s.subject_key, %d
        FROM (%s) s
        WHERE s.subject_key IS NOT NULL AND EXISTS (SELECT 1 FROM audiences)
        %s
        """
            .formatted(code(kind), why.code(), query, ONCE));
  }

  /** Notes a company, with all that is shown as one with it, and its people. */
  static void company(Transaction tx, AccountKey account, Why why) {
    for (AudienceKind kind : AudienceKind.values()) {
      select(
              tx,
              kind,
              why,
              """
              SELECT %s AS subject_key
              FROM accounts a
                JOIN accounts m ON m.account_key = COALESCE(a.merged_into, a.account_key)
                  OR m.merged_into = COALESCE(a.merged_into, a.account_key)
                %s
              WHERE a.account_key = :account
              """
                  .formatted(
                      kind == AudienceKind.ACCOUNTS ? "m.account_key" : "p.profile_key",
                      kind == AudienceKind.ACCOUNTS
                          ? ""
                          : "JOIN profiles p ON p.account_key = m.account_key"))
          .bind("account", account.value())
          .execute();
    }
  }
}
