package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;
import static dev.gumleaf.store.RowBatch.Column.text;

import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.WorkspaceId;
import java.net.IDN;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The statements of the pipeline about accounts. */
final class AccountRows {
  private static final String ADD_VISIBLE =
      """
      UPDATE accounts
      SET events = events + ?,
        identifies = identifies + ?,
        first_seen_at = CASE WHEN first_seen_at <= ? THEN first_seen_at ELSE ? END,
        last_seen_at = CASE WHEN last_seen_at >= ? THEN last_seen_at ELSE ? END,
        listed_at = CASE
          WHEN merged_into IS NOT NULL THEN NULL
          WHEN listed_at >= ? THEN listed_at
          ELSE ? END
      WHERE account_key = ?
      """;

  private static final String ADD_MARKED =
      """
      UPDATE accounts
      SET marked = marked + ?
      WHERE account_key = ?
      """;

  private static final String LIST_HEAD =
      """
      UPDATE accounts
      SET listed_at = ?
      WHERE account_key = ? AND (listed_at IS NULL OR listed_at < ?)
      """;

  private AccountRows() {}

  static List<Account> findByDomain(
      Transaction tx, WorkspaceId workspace, Collection<Domain> domains) throws SQLException {
    return find(tx, workspace, "domain", domains.stream().map(Domain::value).toList());
  }

  static List<Account> findById(Transaction tx, WorkspaceId workspace, Collection<AccountId> ids)
      throws SQLException {
    return find(tx, workspace, "account_id", ids.stream().map(AccountId::value).toList());
  }

  private static List<Account> find(
      Transaction tx, WorkspaceId workspace, String column, List<String> values)
      throws SQLException {
    List<Account> found = new ArrayList<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT account_key, account_id, domain, COALESCE(merged_into, account_key) AS head
                FROM accounts
                WHERE workspace_id = ? AND %s
                """
                    .formatted(tx.dialect().inSet(column)))) {
      statement.setLong(1, workspace.value());
      tx.dialect().bindSet(statement, 2, values.toArray(String[]::new));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(toAccount(rows));
        }
      }
    }
    return found;
  }

  static Account toAccount(ResultSet row) throws SQLException {
    return new Account(
        new AccountKey(row.getLong("account_key")),
        new AccountId(row.getString("account_id")),
        new Domain(row.getString("domain")),
        new AccountKey(row.getLong("head")));
  }

  static void insert(Transaction tx, WorkspaceId workspace, List<Account> accounts)
      throws SQLException {
    RowBatch batch =
        new RowBatch(
            "accounts",
            number("account_key"),
            number("workspace_id"),
            text("account_id"),
            text("domain"),
            text("search"),
            number("events"),
            number("identifies"),
            number("marked"));
    for (Account account : accounts) {
      String domain = account.domain().value();
      batch.add(
          account.key().value(),
          workspace.value(),
          account.id().value(),
          domain,
          search(null, domain),
          0L,
          0L,
          0L);
    }
    tx.dialect().insert(tx.connection(), batch, "");
    ExclusionRows.markAccounts(
        tx, accounts.stream().mapToLong(account -> account.key().value()).toArray());
  }

  /**
   * What the list's search looks in, folded here because the engines fold differently. A domain in
   * punycode is found as people write it, too.
   */
  private static String search(@Nullable String name, String domain) {
    String shown = IDN.toUnicode(domain);
    String domains = shown.equals(domain) ? domain : domain + " " + shown;
    return name == null ? domains : name.toLowerCase(Locale.ROOT) + " " + domains;
  }

  static void rename(Transaction tx, Account account, @Nullable String name) throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                UPDATE accounts
                SET name = ?, search = ?
                WHERE account_key = ?
                """)) {
      statement.setString(1, name);
      statement.setString(2, search(name, account.domain().value()));
      statement.setLong(3, account.key().value());
      statement.executeUpdate();
    }
  }

  /**
   * Adds what happened; first and last seen only ever widen, so the order of slices does not
   * matter.
   */
  static void addActivity(Transaction tx, Collection<AccountActivity> activities)
      throws SQLException {
    try (PreparedStatement visible = tx.connection().prepareStatement(ADD_VISIBLE);
        PreparedStatement marked = tx.connection().prepareStatement(ADD_MARKED)) {
      for (AccountActivity activity : activities) {
        if (activity.isVisible()) {
          bind(visible, activity);
          visible.addBatch();
        }
        if (activity.marked() > 0) {
          marked.setLong(1, activity.marked());
          marked.setLong(2, activity.account().value());
          marked.addBatch();
        }
      }
      visible.executeBatch();
      marked.executeBatch();
    }
  }

  private static void bind(PreparedStatement statement, AccountActivity activity)
      throws SQLException {
    statement.setLong(1, activity.events());
    statement.setLong(2, activity.identifies());
    statement.setLong(3, activity.firstSeenAt());
    statement.setLong(4, activity.firstSeenAt());
    for (int i = 5; i <= 8; i++) {
      statement.setLong(i, activity.lastSeenAt());
    }
    statement.setLong(9, activity.account().value());
  }

  /** The heads of merged accounts move up the list with them. */
  static void listHeads(Transaction tx, Collection<AccountActivity> activities)
      throws SQLException {
    try (PreparedStatement statement = tx.connection().prepareStatement(LIST_HEAD)) {
      for (AccountActivity activity : activities) {
        if (activity.isVisible() && !activity.account().equals(activity.head())) {
          statement.setLong(1, activity.lastSeenAt());
          statement.setLong(2, activity.head().value());
          statement.setLong(3, activity.lastSeenAt());
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }
}
