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
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/** The statements of the pipeline that read what was ever stated about somebody. */
final class IdentifyRows {
  /** Rows in memory at a time. */
  private static final int FETCH_ROWS = 1_000;

  private IdentifyRows() {}

  static <T> Map<ProfileKey, List<T>> ofProfiles(
      Transaction tx, Collection<ProfileKey> profiles, Function<StoredIdentify, Optional<T>> reader)
      throws SQLException {
    long[] keys = profiles.stream().mapToLong(ProfileKey::value).toArray();
    return find(tx, "profile_entries", "profile_key", keys, ProfileKey::new, reader);
  }

  static <T> Map<AccountKey, List<T>> ofAccounts(
      Transaction tx, Collection<AccountKey> accounts, Function<StoredIdentify, Optional<T>> reader)
      throws SQLException {
    long[] keys = accounts.stream().mapToLong(AccountKey::value).toArray();
    return find(tx, "entries", "account_key", keys, AccountKey::new, reader);
  }

  /** Each is read as it comes, so that their bodies are not in memory together. */
  private static <K, T> Map<K, List<T>> find(
      Transaction tx,
      String table,
      String owner,
      long[] keys,
      LongFunction<K> toKey,
      Function<StoredIdentify, Optional<T>> reader)
      throws SQLException {
    Map<K, List<T>> found = new HashMap<>();
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
                        Mark.silentBits()))) {
      tx.dialect().bindSet(statement, 1, keys);
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          K key = toKey.apply(row.getLong(owner));
          reader
              .apply(
                  new StoredIdentify(
                      row.getString("body"),
                      Source.ofCode(row.getInt("source")),
                      Columns.instant(row, "effective_at")))
              .ifPresent(read -> found.computeIfAbsent(key, same -> new ArrayList<>()).add(read));
        }
      }
    }
    return found;
  }
}
