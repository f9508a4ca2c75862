package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Source;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** The statements of the pipeline that read what was ever stated about somebody. */
final class IdentifyRows {
  private IdentifyRows() {}

  static Map<ProfileKey, List<StoredIdentify>> ofProfiles(
      Transaction tx, Collection<ProfileKey> profiles) throws SQLException {
    long[] keys = profiles.stream().mapToLong(ProfileKey::value).toArray();
    return find(tx, "profile_entries", "profile_key", keys, ProfileKey::new);
  }

  static Map<AccountKey, List<StoredIdentify>> ofAccounts(
      Transaction tx, Collection<AccountKey> accounts) throws SQLException {
    long[] keys = accounts.stream().mapToLong(AccountKey::value).toArray();
    return find(tx, "entries", "account_key", keys, AccountKey::new);
  }

  private static <K> Map<K, List<StoredIdentify>> find(
      Transaction tx, String table, String owner, long[] keys, LongFunction<K> toKey)
      throws SQLException {
    Map<K, List<StoredIdentify>> found = new HashMap<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT %2$s, body, source, effective_at
                FROM %1$s
                WHERE %3$s AND kind = %4$d AND (marks & %5$d) = 0
                """
                    .formatted(
                        table,
                        owner,
                        tx.dialect().inSet(owner),
                        CallKind.IDENTIFY.code(),
                        Mark.hiddenBits()))) {
      tx.dialect().bindSet(statement, 1, keys);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found
              .computeIfAbsent(toKey.apply(row.getLong(owner)), key -> new ArrayList<>())
              .add(
                  new StoredIdentify(
                      row.getString("body"),
                      Source.ofCode(row.getInt("source")),
                      Columns.instant(row, "effective_at")));
        }
      }
    }
    return found;
  }
}
