package dev.gumleaf.store;

import com.google.common.collect.Lists;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The statements that forget somebody, inside one transaction. What follows for everybody else,
 * such as whose a shared browser is then, is for the caller to work out.
 */
public final class Forgetting {
  private static final int IDS_AT_ONCE = 500;

  private final Transaction tx;

  public Forgetting(Transaction tx) {
    this.tx = tx;
  }

  /** The ids that something says belong to a person, or did. */
  public List<Profile> findIds(ProfileKey person) {
    return tx.query(
            """
            SELECT p.profile_key, p.kind, p.subject, p.profile_id, p.sole_key, p.shared
            FROM profiles p
            WHERE p.profile_key IN (
              SELECT c.profile_key
              FROM profile_claims c
              WHERE c.person_key = :person)
            ORDER BY p.profile_key
            """)
        .bind("person", person.value())
        .map((row, context) -> ProfileRows.toProfile(row))
        .list();
  }

  /** The known people with an address at a domain, or below it. */
  public List<Profile> findPeople(WorkspaceId workspace, Domain domain) {
    return tx.query(
            """
            SELECT p.profile_key, p.kind, p.subject, p.profile_id, p.sole_key, p.shared
            FROM profiles p
            WHERE p.workspace_id = :workspace AND p.kind = 2
              AND (p.subject LIKE :at ESCAPE '!' OR p.subject LIKE :below ESCAPE '!')
            ORDER BY p.profile_key
            """)
        .bind("workspace", workspace.value())
        .bind("at", LikePattern.endingWith("@" + domain.value()))
        .bind("below", LikePattern.endingWith("." + domain.value()))
        .map((row, context) -> ProfileRows.toProfile(row))
        .list();
  }

  public boolean hasWorkspace(WorkspaceId workspace) {
    return tx.query("SELECT 1 FROM workspaces WHERE workspace_id = :workspace")
        .bind("workspace", workspace.value())
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  public Optional<Profile> findProfile(ProfileKey profile) {
    return tx.query(
            """
            SELECT profile_key, kind, subject, profile_id, sole_key, shared
            FROM profiles
            WHERE profile_key = :profile
            """)
        .bind("profile", profile.value())
        .map((row, context) -> ProfileRows.toProfile(row))
        .findOne();
  }

  /**
   * The address, id or domain with a fingerprint, if the workspace has it. Looks at all of them,
   * which only happens after a backup was put back.
   */
  public Optional<String> findSubject(
      WorkspaceId workspace, DeletionSubject.Kind kind, String fingerprint) {
    Optional<ProfileIds> ids =
        tx.query("SELECT identity_secret FROM workspaces WHERE workspace_id = :workspace")
            .bind("workspace", workspace.value())
            .mapTo(String.class)
            .findOne()
            .map(ProfileIds::new);
    String subjects =
        switch (kind) {
          case EMAIL -> "SELECT subject FROM profiles WHERE workspace_id = :workspace AND kind = 2";
          case PROFILE_ID ->
              "SELECT subject FROM profiles WHERE workspace_id = :workspace AND kind = 1";
          case DOMAIN -> "SELECT domain FROM accounts WHERE workspace_id = :workspace";
        };
    return ids.flatMap(prints ->
        tx.query(subjects).bind("workspace", workspace.value()).mapTo(String.class).stream()
            .filter(subject -> prints.fingerprint(kind.named(subject)).equals(fingerprint))
            .findFirst());
  }

  /** Forgets what became of the entries of requests. */
  public void deleteFates(WorkspaceId workspace, Collection<String> requestIds) {
    for (List<String> some : Lists.partition(List.copyOf(requestIds), IDS_AT_ONCE)) {
      tx.update(
              """
              DELETE FROM entry_fates
              WHERE workspace_id = :workspace AND request_id IN (<ids>)
              """)
          .bind("workspace", workspace.value())
          .bindList("ids", some)
          .execute();
    }
  }

  /** How many entries of each kind are kept under a profile. */
  public Map<CallKind, Long> count(ProfileKey profile) {
    Map<CallKind, Long> counts = new EnumMap<>(CallKind.class);
    tx.query(
            """
            SELECT kind, COUNT(*) AS entries
            FROM profile_entries
            WHERE profile_key = :profile
            GROUP BY kind
            """)
        .bind("profile", profile.value())
        .map((row, context) ->
            Map.entry(CallKind.ofCode(row.getInt("kind")), row.getLong("entries")))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  public List<String> findAddresses(ProfileKey profile) {
    return tx.query(
            """
            SELECT address
            FROM profile_addresses
            WHERE profile_key = :profile
            ORDER BY address
            """)
        .bind("profile", profile.value())
        .mapTo(String.class)
        .list();
  }

  /** The companies that a profile counts for or said something about. */
  public List<AccountKey> findAccounts(ProfileKey profile) {
    return tx.query(
            """
            SELECT account_key
            FROM profiles
            WHERE profile_key = :profile AND account_key IS NOT NULL
            UNION
            SELECT account_key
            FROM entries
            WHERE profile_key = :profile
            """)
        .bind("profile", profile.value())
        .map((row, context) -> new AccountKey(row.getLong("account_key")))
        .list();
  }

  /** Forgets what happened under an id from a time on until another, the latter not included. */
  public void deleteRange(ProfileKey id, long from, long until) {
    for (String statement :
        List.of(
            "DELETE FROM profile_entries WHERE profile_key = :id"
                + " AND effective_at >= :from AND effective_at < :until",
            "DELETE FROM entries WHERE profile_key = :id"
                + " AND effective_at >= :from AND effective_at < :until",
            "DELETE FROM entry_fates WHERE profile_key = :id"
                + " AND received_at >= :from AND received_at < :until",
            "DELETE FROM sessions WHERE profile_key = :id"
                + " AND started_at >= :from AND started_at < :until",
            "DELETE FROM profile_addresses WHERE profile_key = :id"
                + " AND ((first_at >= :from AND first_at < :until)"
                + " OR (last_at >= :from AND last_at < :until))")) {
      tx.update(statement).bind("id", id.value()).bind("from", from).bind("until", until).execute();
    }
  }

  /** Forgets that anything said an id belongs to a person. */
  public void deleteClaims(ProfileKey person) {
    run("DELETE FROM profile_claims WHERE person_key = :profile", person);
    run("DELETE FROM profile_merges WHERE into_key = :profile", person);
  }

  /** Forgets a profile with everything that is kept under it, or that it said elsewhere. */
  public void delete(ProfileKey profile) {
    run("DELETE FROM entries WHERE profile_key = :profile", profile);
    run("DELETE FROM entry_fates WHERE profile_key = :profile", profile);
    deleteOwn(profile);
  }

  /** Forgets a profile with everything that is kept under it. */
  void deleteOwn(ProfileKey profile) {
    for (String statement :
        List.of(
            "DELETE FROM profile_entries WHERE profile_key = :profile",
            "DELETE FROM sessions WHERE profile_key = :profile",
            "DELETE FROM profile_addresses WHERE profile_key = :profile",
            "DELETE FROM profile_traits WHERE part_key IN"
                + " (SELECT part_key FROM profile_parts"
                + " WHERE profile_key = :profile OR person_key = :profile)",
            "DELETE FROM profile_accounts WHERE part_key IN"
                + " (SELECT part_key FROM profile_parts"
                + " WHERE profile_key = :profile OR person_key = :profile)",
            "DELETE FROM profile_parts WHERE profile_key = :profile OR person_key = :profile",
            "DELETE FROM profile_claims WHERE profile_key = :profile OR person_key = :profile",
            "DELETE FROM profile_merges WHERE from_key = :profile OR into_key = :profile",
            "DELETE FROM profiles WHERE profile_key = :profile")) {
      run(statement, profile);
    }
  }

  private void run(String statement, ProfileKey profile) {
    tx.update(statement).bind("profile", profile.value()).execute();
  }

  /** An account of the workspace by its domain. */
  public Optional<AccountKey> findAccount(WorkspaceId workspace, Domain domain) {
    return tx.query(
            """
            SELECT account_key
            FROM accounts
            WHERE workspace_id = :workspace AND domain = :domain
            """)
        .bind("workspace", workspace.value())
        .bind("domain", domain.value())
        .map((row, context) -> new AccountKey(row.getLong("account_key")))
        .findOne();
  }

  public Account findAccount(AccountKey account) {
    return tx.query(
            """
            SELECT account_key, account_id, domain, COALESCE(merged_into, account_key) AS head
            FROM accounts
            WHERE account_key = :account
            """)
        .bind("account", account.value())
        .map((row, context) -> AccountRows.toAccount(row))
        .one();
  }

  /**
   * Forgets what is known about a company; the bare account stays, because others can be merged
   * with it.
   *
   * @return how many entries it had
   */
  public long clear(AccountKey account) {
    long entries = 0;
    for (String statement :
        List.of(
            "DELETE FROM entries WHERE account_key = :account",
            "DELETE FROM traits WHERE account_key = :account",
            "DELETE FROM account_days WHERE account_key = :account",
            "DELETE FROM entry_fates WHERE account_key = :account",
            "DELETE FROM profile_accounts WHERE account_key = :account",
            "UPDATE profile_addresses SET account_key = NULL WHERE account_key = :account",
            "UPDATE profiles SET account_key = NULL, account_via = 0, account_at = 0"
                + " WHERE account_key = :account")) {
      int changed = tx.update(statement).bind("account", account.value()).execute();
      entries += statement.startsWith("DELETE FROM entries ") ? changed : 0;
    }
    tx.update(
            """
            UPDATE accounts
            SET name = NULL, search = domain, events = 0, identifies = 0, marked = 0,
              first_seen_at = NULL, last_seen_at = NULL, visitors_seen_at = NULL
            WHERE account_key = :account
            """)
        .bind("account", account.value())
        .execute();
    return entries;
  }

  /**
   * Counts the identifies of an account again, after some of them went. Its events are nobody's, so
   * none of them went, and their number stays: it is also that of events that are too old to be
   * stored still, as are, while it is higher than what is stored, the times they were seen at.
   */
  public void recount(AccountKey account, int hiddenBits) {
    tx.update(
            """
            UPDATE accounts
            SET identifies = (SELECT COUNT(*) FROM entries e
                WHERE e.account_key = :account AND e.kind = 2 AND (e.marks & :hidden) = 0),
              marked = (SELECT COUNT(*) FROM entries e
                WHERE e.account_key = :account AND (e.marks & :hidden) <> 0),
              first_seen_at = CASE
                WHEN events > (SELECT COUNT(*) FROM entries e
                    WHERE e.account_key = :account AND e.kind = 1 AND (e.marks & :hidden) = 0)
                  THEN first_seen_at
                ELSE (SELECT MIN(e.effective_at) FROM entries e
                  WHERE e.account_key = :account AND (e.marks & :hidden) = 0)
              END,
              last_seen_at = CASE
                WHEN events > (SELECT COUNT(*) FROM entries e
                    WHERE e.account_key = :account AND e.kind = 1 AND (e.marks & :hidden) = 0)
                  THEN last_seen_at
                ELSE (SELECT MAX(e.effective_at) FROM entries e
                  WHERE e.account_key = :account AND (e.marks & :hidden) = 0)
              END
            WHERE account_key = :account
            """)
        .bind("account", account.value())
        .bind("hidden", hiddenBits)
        .execute();
    recountDays(account, hiddenBits);
    tx.update("DELETE FROM traits WHERE account_key = :account")
        .bind("account", account.value())
        .execute();
  }

  private void recountDays(AccountKey account, int hiddenBits) {
    for (String statement :
        List.of(
            "DELETE FROM account_days WHERE account_key = :account AND events = 0",
            "UPDATE account_days SET identifies = 0 WHERE account_key = :account")) {
      tx.update(statement).bind("account", account.value()).execute();
    }
    tx.update(
            """
            INSERT INTO account_days (account_key, day, events, identifies)
            SELECT account_key, day, 0, COUNT(*)
            FROM (
              SELECT account_key, (effective_at - ((effective_at % 86400000) + 86400000) % 86400000)
                  / 86400000 AS day
              FROM entries
              WHERE account_key = :account AND kind = 2 AND (marks & :hidden) = 0) AS each_entry
            GROUP BY account_key, day
            ON CONFLICT (account_key, day) DO UPDATE
            SET identifies = excluded.identifies
            """)
        .bind("account", account.value())
        .bind("hidden", hiddenBits)
        .execute();
  }

  /** The identifies of an account, in no particular order. */
  public List<StoredIdentify> findIdentifies(AccountKey account) {
    return new ArrayList<>(
        tx.query(
                """
                SELECT body, source, effective_at
                FROM entries
                WHERE account_key = :account AND kind = 2
                """)
            .bind("account", account.value())
            .map((row, context) ->
                new StoredIdentify(
                    row.getString("body"),
                    dev.gumleaf.model.Source.ofCode(row.getInt("source")),
                    Columns.instant(row, "effective_at")))
            .list());
  }

  /** Names of events that nothing is called by any more, of those that some profiles used. */
  public Set<Long> findNames(ProfileKey profile) {
    return Set.copyOf(
        tx.query(
                """
                SELECT DISTINCT name_key
                FROM profile_entries
                WHERE profile_key = :profile AND name_key > 0
                """)
            .bind("profile", profile.value())
            .mapTo(Long.class)
            .list());
  }

  /** Forgets a name unless something is still called by it. */
  public void deleteUnused(long name) {
    tx.update(
            """
            DELETE FROM names
            WHERE name_key = :name
              AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.name_key = :name)
              AND NOT EXISTS (SELECT 1 FROM profile_entries p WHERE p.name_key = :name)
            """)
        .bind("name", name)
        .execute();
  }
}
