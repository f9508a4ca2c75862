package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose what was done is today, and since when that was known: what looks at the past has to leave
 * out what nobody could know then. Inside one transaction; not thread-safe.
 */
public final class PastOwners {
  private final Transaction tx;

  public PastOwners(Transaction tx) {
    this.tx = tx;
  }

  /**
   * A person.
   *
   * @param internal whether it is one of our own people
   * @param company that the person is shown with; null for none
   * @param since when it was first known that the person is of the company, in milliseconds since
   *     1970, UTC; {@link Long#MIN_VALUE} when the person's address says it
   */
  public record Owner(ProfileKey person, boolean internal, @Nullable Company company, long since) {
    private Owner since(long known) {
      return new Owner(person, internal, company, known);
    }
  }

  /**
   * A company.
   *
   * @param head the account that it is shown as
   * @param excluded whether nobody wants to see it
   */
  public record Company(AccountKey head, boolean excluded) {}

  /** The one person each of some profiles belongs to; those with several are left out. */
  public Map<ProfileKey, ProfileKey> soles(Collection<ProfileKey> profiles) {
    return HotPath.run(
        tx,
        profiles,
        Map.of(),
        () -> {
          Map<ProfileKey, ProfileKey> soles = new HashMap<>();
          query(
              "SELECT profile_key, sole_key FROM profiles WHERE sole_key IS NOT NULL AND %s",
              "profile_key",
              ClaimRows.keys(profiles),
              row ->
                  soles.put(
                      new ProfileKey(row.getLong("profile_key")),
                      new ProfileKey(row.getLong("sole_key"))));
          return soles;
        });
  }

  /** Everything that was said about whose some profiles are. */
  public List<ClaimRow> claims(Collection<ProfileKey> profiles) {
    return HotPath.run(tx, profiles, List.of(), () -> ClaimRows.find(tx, profiles));
  }

  /** People by their keys. */
  public Map<ProfileKey, Owner> people(Collection<ProfileKey> people) {
    return HotPath.run(tx, people, Map.of(), () -> findPeople(people));
  }

  private Map<ProfileKey, Owner> findPeople(Collection<ProfileKey> people) throws SQLException {
    Map<ProfileKey, Owner> found = new LinkedHashMap<>();
    Map<ProfileKey, Owner> linked = new LinkedHashMap<>();
    query(
        """
        SELECT p.profile_key, p.internal, p.account_via, p.account_at, h.account_key,
          h.excluded
        FROM profiles p
          LEFT JOIN accounts a ON a.account_key = p.account_key
          LEFT JOIN accounts h ON h.account_key = COALESCE(a.merged_into, a.account_key)
        WHERE %s
        """,
        "p.profile_key",
        ClaimRows.keys(people),
        row -> {
          ProfileKey person = new ProfileKey(row.getLong("profile_key"));
          Long company = Columns.optionalLong(row, "account_key");
          boolean byAddress =
              AccountLink.Via.ofCode(row.getInt("account_via")) == AccountLink.Via.EMAIL;
          Owner owner =
              new Owner(
                  person,
                  row.getInt("internal") != 0,
                  company == null
                      ? null
                      : new Company(new AccountKey(company), row.getInt("excluded") != 0),
                  byAddress ? Long.MIN_VALUE : row.getLong("account_at"));
          (company == null || byAddress ? found : linked).put(person, owner);
        });
    if (!linked.isEmpty()) {
      firstLinks(linked.keySet())
          .forEach((person, first) ->
              linked.computeIfPresent(person, (same, owner) -> owner.since(first)));
      found.putAll(linked);
    }
    return found;
  }

  /** When it was first said, or seen by a network address, of which company somebody is. */
  private Map<ProfileKey, Long> firstLinks(Collection<ProfileKey> people) throws SQLException {
    Map<ProfileKey, Long> first = new HashMap<>();
    for (String said :
        List.of(firstLink("entries", "effective_at"), firstLink("profile_addresses", "first_at"))) {
      query(
          said,
          "p.profile_key",
          ClaimRows.keys(people),
          row ->
              first.merge(
                  new ProfileKey(row.getLong("profile_key")), row.getLong("first_at"), Math::min));
    }
    return first;
  }

  private static String firstLink(String table, String time) {
    return """
    SELECT p.profile_key, MIN(l.%2$s) AS first_at
    FROM profiles p
      JOIN profile_parts c ON c.person_key = p.profile_key
      JOIN %1$s l ON l.profile_key = c.profile_key
      JOIN accounts a ON a.account_key = p.account_key
      JOIN accounts s ON s.account_key = l.account_key
        AND COALESCE(s.merged_into, s.account_key) = COALESCE(a.merged_into, a.account_key)
    WHERE %%s
    GROUP BY p.profile_key
    """
        .formatted(table, time);
  }

  /** The companies that some rows of accounts are shown as. */
  public Map<AccountKey, Company> companies(Collection<AccountKey> accounts) {
    return HotPath.run(
        tx,
        accounts,
        Map.of(),
        () -> {
          Map<AccountKey, Company> companies = new HashMap<>();
          query(
              """
              SELECT a.account_key, h.account_key AS head_key, h.excluded
              FROM accounts a
                JOIN accounts h ON h.account_key = COALESCE(a.merged_into, a.account_key)
              WHERE %s
              """,
              "a.account_key",
              accounts.stream().mapToLong(AccountKey::value).toArray(),
              row ->
                  companies.put(
                      new AccountKey(row.getLong("account_key")),
                      new Company(
                          new AccountKey(row.getLong("head_key")), row.getInt("excluded") != 0)));
          return companies;
        });
  }

  /** Takes a row. */
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void query(String sql, String column, long[] keys, RowReader reader) throws SQLException {
    try (PreparedStatement statement =
        tx.connection().prepareStatement(sql.formatted(tx.dialect().inSet(column)))) {
      tx.dialect().bindSet(statement, 1, keys);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }
}
