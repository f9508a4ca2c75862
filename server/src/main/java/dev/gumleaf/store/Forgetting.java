package dev.gumleaf.store;

import com.google.common.collect.Lists;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
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
  private final ProfileForgetting profiles;
  private final CompanyForgetting companies;

  public Forgetting(Transaction tx) {
    this.tx = tx;
    this.profiles = new ProfileForgetting(tx);
    this.companies = new CompanyForgetting(tx);
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
          case DOMAIN ->
              "SELECT domain FROM accounts WHERE workspace_id = :workspace"
                  + " UNION SELECT domain FROM firmographics WHERE workspace_id = :workspace";
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
    profiles.deleteRange(id, from, until);
  }

  /** Forgets that anything said an id belongs to a person. */
  public void deleteClaims(ProfileKey person) {
    profiles.deleteClaims(person);
  }

  /** Forgets a profile with everything that is kept under it, or that it said elsewhere. */
  public void delete(ProfileKey profile) {
    profiles.delete(profile);
  }

  /** An account of the workspace by its domain. */
  public Optional<AccountKey> findAccount(WorkspaceId workspace, Domain domain) {
    return companies.findAccount(workspace, domain);
  }

  public Account findAccount(AccountKey account) {
    return companies.findAccount(account);
  }

  /**
   * Forgets what is known about a company; the bare account stays, because others can be merged
   * with it.
   *
   * @return how many entries it had
   */
  public long clear(AccountKey account) {
    return companies.clear(account);
  }

  /** Forgets what was imported about a company, be it an account or not. */
  public void deleteFirmographics(WorkspaceId workspace, Domain domain) {
    companies.deleteFirmographics(workspace, domain);
  }

  /** Counts what an account has again, after some of what people said about it went. */
  public void recount(AccountKey account, int hiddenBits) {
    companies.recount(account, hiddenBits);
  }

  /** The identifies of an account, in no particular order. */
  public List<StoredIdentify> findIdentifies(AccountKey account) {
    return companies.findIdentifies(account);
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
