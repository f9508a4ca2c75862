package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.WorkspaceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements that read what is held true about companies: what was imported for their domains,
 * and their traits.
 *
 * <p>What was imported wins over traits of the same name, because somebody put it there on purpose.
 * What is said about the account itself wins over what is said about one merged into it; of several
 * of these the newest import counts, and the trait that {@link Trait#PRECEDENCE} prefers.
 */
final class FactRows {
  private FactRows() {}

  /** A domain that is shown under a head. */
  private record Member(AccountKey key, Domain domain, AccountKey head) {
    boolean isHead() {
      return key.equals(head);
    }
  }

  /** What is said of one head. */
  private static final class Said {
    private final List<AccountFact> ownImports = new ArrayList<>();
    private final List<AccountFact> otherImports = new ArrayList<>();
    private final Map<Member, List<Trait>> own = new LinkedHashMap<>();
    private final Map<Member, List<Trait>> others = new LinkedHashMap<>();

    Map<TraitName, AccountFact> facts() {
      Map<TraitName, AccountFact> facts = new LinkedHashMap<>();
      ownImports.forEach(fact -> facts.putIfAbsent(fact.name(), fact));
      otherImports.stream()
          .sorted(
              Comparator.comparing(AccountFact::at)
                  .reversed()
                  .thenComparing(fact -> fact.domain().value()))
          .forEach(fact -> facts.putIfAbsent(fact.name(), fact));
      addTraits(own, facts);
      addTraits(others, facts);
      return facts;
    }

    private static void addTraits(
        Map<Member, List<Trait>> stated, Map<TraitName, AccountFact> facts) {
      Map<TraitName, AccountFact> best = new LinkedHashMap<>();
      Map<TraitName, Trait> bestTraits = new HashMap<>();
      stated.forEach((member, traits) -> {
        for (Trait trait : traits) {
          Trait known = bestTraits.get(trait.name());
          if (known == null || Trait.PRECEDENCE.compare(trait, known) > 0) {
            bestTraits.put(trait.name(), trait);
            best.put(trait.name(), fact(member, trait));
          }
        }
      });
      best.forEach(facts::putIfAbsent);
    }

    private static AccountFact fact(Member member, Trait trait) {
      return new AccountFact(
          trait.name(),
          trait.value(),
          false,
          trait.source().word(),
          member.domain(),
          trait.effectiveAt());
    }
  }

  /** The accounts that some are shown as, under each. */
  static Map<AccountKey, AccountKey> heads(Transaction tx, Collection<AccountKey> accounts)
      throws SQLException {
    Map<AccountKey, AccountKey> heads = new LinkedHashMap<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT account_key, COALESCE(merged_into, account_key) AS head
                FROM accounts
                WHERE %s
                """
                    .formatted(tx.dialect().inSet("account_key")))) {
      tx.dialect().bindSet(statement, 1, keys(accounts));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          heads.put(
              new AccountKey(rows.getLong("account_key")), new AccountKey(rows.getLong("head")));
        }
      }
    }
    return heads;
  }

  /** The facts of accounts that are shown, with what is merged into them; deleted ones, too. */
  static Map<AccountKey, Map<TraitName, AccountFact>> find(
      Transaction tx, WorkspaceId workspace, Collection<AccountKey> heads) throws SQLException {
    Map<AccountKey, Member> members = members(tx, heads);
    Map<AccountKey, Said> said = new HashMap<>();
    heads.forEach(head -> said.put(head, new Said()));
    readImports(tx, workspace, members.values(), said);
    readTraits(tx, members, said);
    Map<AccountKey, Map<TraitName, AccountFact>> facts = new LinkedHashMap<>();
    said.forEach((head, each) -> facts.put(head, each.facts()));
    return facts;
  }

  private static Map<AccountKey, Member> members(Transaction tx, Collection<AccountKey> heads)
      throws SQLException {
    Map<AccountKey, Member> members = new HashMap<>();
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT account_key, domain, account_key AS head
                FROM accounts
                WHERE %s
                UNION ALL
                SELECT account_key, domain, merged_into AS head
                FROM accounts
                WHERE merged_into IS NOT NULL AND %s
                """
                    .formatted(
                        tx.dialect().inSet("account_key"), tx.dialect().inSet("merged_into")))) {
      tx.dialect().bindSet(statement, 1, keys(heads));
      tx.dialect().bindSet(statement, 2, keys(heads));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          AccountKey key = new AccountKey(rows.getLong("account_key"));
          Domain domain = new Domain(rows.getString("domain"));
          members.put(key, new Member(key, domain, new AccountKey(rows.getLong("head"))));
        }
      }
    }
    return members;
  }

  private static void readImports(
      Transaction tx, WorkspaceId workspace, Collection<Member> members, Map<AccountKey, Said> said)
      throws SQLException {
    Map<String, Member> byDomain = new HashMap<>();
    members.forEach(member -> byDomain.put(member.domain().value(), member));
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT domain, name, value, source, imported_at
                FROM firmographics
                WHERE workspace_id = ? AND %s
                """
                    .formatted(tx.dialect().inSet("domain")))) {
      statement.setLong(1, workspace.value());
      tx.dialect().bindSet(statement, 2, byDomain.keySet().toArray(String[]::new));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Member member = byDomain.get(rows.getString("domain"));
          Said of = member == null ? null : said.get(member.head());
          if (member != null && of != null) {
            (member.isHead() ? of.ownImports : of.otherImports).add(toFact(rows));
          }
        }
      }
    }
  }

  /** A row of imported firmographics. */
  static AccountFact toFact(ResultSet row) throws SQLException {
    return new AccountFact(
        new TraitName(row.getString("name")),
        StoredValue.of(row.getString("value")),
        true,
        row.getString("source"),
        new Domain(row.getString("domain")),
        Columns.instant(row, "imported_at"));
  }

  private static void readTraits(
      Transaction tx, Map<AccountKey, Member> members, Map<AccountKey, Said> said)
      throws SQLException {
    try (PreparedStatement statement =
        tx.connection()
            .prepareStatement(
                """
                SELECT account_key, group_id, name, spelling, value, source, effective_at
                FROM traits
                WHERE %s AND group_id = ''
                """
                    .formatted(tx.dialect().inSet("account_key")))) {
      tx.dialect().bindSet(statement, 1, keys(members.keySet()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          TraitRow row = TraitRows.toTrait(rows);
          Member member = members.get(row.account());
          Said of = member == null ? null : said.get(member.head());
          if (member != null && of != null) {
            (member.isHead() ? of.own : of.others)
                .computeIfAbsent(member, same -> new ArrayList<>())
                .add(row.trait());
          }
        }
      }
    }
  }

  private static long[] keys(Collection<AccountKey> accounts) {
    return accounts.stream().mapToLong(AccountKey::value).toArray();
  }
}
