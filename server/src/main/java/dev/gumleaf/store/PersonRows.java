package dev.gumleaf.store;

import static dev.gumleaf.store.RowBatch.Column.number;
import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitSet;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The statements of the pipeline about how people stand on lists. */
final class PersonRows {
  private PersonRows() {}

  static List<Person> find(Transaction tx, Collection<ProfileKey> keys) throws SQLException {
    List<Person> found = new ArrayList<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT p.profile_key, p.subject, p.kind, p.name, p.account_key, p.account_via,
                  p.account_at, a.domain, p.listed_at
                FROM profiles p
                  LEFT JOIN accounts a ON a.account_key = p.account_key
                WHERE %s
                """
                    .formatted(tx.dialect().inSet("p.profile_key")))) {
      tx.dialect().bindSet(statement, 1, ClaimRows.keys(keys));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(toPerson(rows));
        }
      }
    }
    return found;
  }

  private static Person toPerson(ResultSet row) throws SQLException {
    AccountLink.Via via = AccountLink.Via.ofCode(row.getInt("account_via"));
    return new Person(
        new ProfileKey(row.getLong("profile_key")),
        row.getString("subject"),
        Profile.Kind.ofCode(row.getInt("kind")) == Profile.Kind.EMAIL,
        row.getString("name"),
        via == null
            ? null
            : PartFacts.link(
                new AccountKey(row.getLong("account_key")),
                via,
                row.getLong("account_at"),
                row.getString("domain")),
        Columns.optionalLong(row, "listed_at"));
  }

  static void update(Transaction tx, Collection<Person> people) throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                UPDATE profiles
                SET name = ?, search = ?, account_key = ?, account_via = ?, account_at = ?,
                  listed_at = ?
                WHERE profile_key = ?
                """)) {
      for (Person person : people) {
        AccountLink link = person.link();
        statement.setString(1, person.name());
        statement.setString(2, search(person));
        if (link == null) {
          statement.setNull(3, Types.BIGINT);
        } else {
          statement.setLong(3, link.account().value());
        }
        statement.setInt(4, link == null ? 0 : link.via().code());
        statement.setLong(5, link == null ? 0 : link.at());
        if (person.listedAt() == null) {
          statement.setNull(6, Types.BIGINT);
        } else {
          statement.setLong(6, person.listedAt());
        }
        statement.setLong(7, person.key().value());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Ids are found by the whole of them, so they are not searched for parts. */
  private static String search(Person person) {
    String name = person.name() == null ? "" : person.name().toLowerCase(Locale.ROOT);
    return person.known() ? (name + " " + person.subject()).strip() : name;
  }

  /** What follows from some parts for the people whose they are. */
  static List<PartFacts> facts(Transaction tx, Collection<ProfilePart> parts) throws SQLException {
    Map<Long, ProfilePart> byKey = new HashMap<>();
    parts.forEach(part -> byKey.put(part.key(), part));
    List<PartFacts> facts = new ArrayList<>();
    long[] keys = parts.stream().mapToLong(ProfilePart::key).toArray();
    readSeen(tx, keys, byKey, facts);
    readStated(tx, keys, byKey, facts);
    readLocated(tx, keys, byKey, facts);
    return facts;
  }

  private static void readSeen(
      Transaction tx, long[] keys, Map<Long, ProfilePart> byKey, List<PartFacts> facts)
      throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT part_key, last_seen_at
                FROM profile_parts
                WHERE last_seen_at IS NOT NULL AND %s
                """
                    .formatted(tx.dialect().inSet("part_key")))) {
      tx.dialect().bindSet(statement, 1, keys);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          facts.add(
              new PartFacts.Seen(
                  part(byKey, rows.getLong("part_key")), rows.getLong("last_seen_at")));
        }
      }
    }
  }

  private static void readStated(
      Transaction tx, long[] keys, Map<Long, ProfilePart> byKey, List<PartFacts> facts)
      throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT s.part_key, s.account_key, s.stated_at, a.domain
                FROM profile_accounts s
                  JOIN accounts a ON a.account_key = s.account_key
                WHERE %s
                """
                    .formatted(tx.dialect().inSet("s.part_key")))) {
      tx.dialect().bindSet(statement, 1, keys);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          facts.add(
              new PartFacts.Stated(
                  part(byKey, rows.getLong("part_key")),
                  PartFacts.link(
                      new AccountKey(rows.getLong("account_key")),
                      AccountLink.Via.STATED,
                      rows.getLong("stated_at"),
                      rows.getString("domain"))));
        }
      }
    }
  }

  private static void readLocated(
      Transaction tx, long[] keys, Map<Long, ProfilePart> byKey, List<PartFacts> facts)
      throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT p.part_key, l.account_key, l.first_at, l.last_at, a.domain, f.sole_key
                FROM profile_parts p
                  JOIN profiles f ON f.profile_key = p.profile_key
                  JOIN profile_addresses l ON l.profile_key = p.profile_key
                  JOIN accounts a ON a.account_key = l.account_key
                WHERE %s
                """
                    .formatted(tx.dialect().inSet("p.part_key")))) {
      tx.dialect().bindSet(statement, 1, keys);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          facts.add(
              new PartFacts.Located(
                  part(byKey, rows.getLong("part_key")),
                  new AccountKey(rows.getLong("account_key")),
                  rows.getString("domain"),
                  rows.getLong("first_at"),
                  rows.getLong("last_at"),
                  Columns.optionalLong(rows, "sole_key") == null));
        }
      }
    }
  }

  private static ProfilePart part(Map<Long, ProfilePart> byKey, long key) {
    return requireNonNull(byKey.get(key));
  }

  /** What people are called, of all of their parts. */
  static Map<ProfileKey, TraitSet> findNames(Transaction tx, Collection<ProfileKey> people)
      throws SQLException {
    Map<ProfileKey, TraitSet> names = new HashMap<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT p.person_key, t.part_key, t.name, t.spelling, t.value, t.source,
                  t.effective_at
                FROM profile_parts p
                  JOIN profile_traits t ON t.part_key = p.part_key
                WHERE %s AND t.name IN (%s)
                """
                    .formatted(
                        tx.dialect().inSet("p.person_key"),
                        String.join(
                            ", ",
                            PersonNames.TRAITS.stream()
                                .map(name -> "'" + name.value() + "'")
                                .toList())))) {
      tx.dialect().bindSet(statement, 1, ClaimRows.keys(people));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Trait trait = ProfileTraitRows.toTrait(rows);
          names.merge(
              new ProfileKey(rows.getLong("person_key")),
              TraitSet.EMPTY.merge(List.of(trait)),
              (a, b) -> a.merge(b.byName().values()));
        }
      }
    }
    return names;
  }

  /** Adds companies that identifies named; the latest time of each counts. */
  static void addStated(Transaction tx, Collection<PartFacts.Stated> stated) throws SQLException {
    RowBatch batch =
        new RowBatch(
            "profile_accounts", number("part_key"), number("account_key"), number("stated_at"));
    for (PartFacts.Stated each : stated) {
      batch.add(each.part().key(), each.link().account().value(), each.link().at());
    }
    tx.dialect()
        .insert(
            tx.connection(),
            batch,
            """
            ON CONFLICT (part_key, account_key) DO UPDATE
            SET stated_at = CASE
                WHEN profile_accounts.stated_at >= excluded.stated_at
                  THEN profile_accounts.stated_at
                ELSE excluded.stated_at
              END
            """);
  }
}
