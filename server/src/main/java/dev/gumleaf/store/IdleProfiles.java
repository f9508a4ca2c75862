package dev.gumleaf.store;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.model.ProfileKey;
import java.util.List;
import java.util.Optional;

/**
 * The statements that find and delete people of whom no address is known and who were not seen for
 * long, inside one transaction.
 */
public final class IdleProfiles {
  /**
   * An id that anybody ever claimed is somebody's, also when that was taken back; a shared one is
   * of a program or a place. What does not show on lists keeps a profile too, while it is new.
   */
  private static final String IS_IDLE =
      """
      p.kind = 1 AND p.shared = 0 AND p.sole_key = p.profile_key
        AND (p.listed_at IS NULL OR p.listed_at < :before)
        AND NOT EXISTS (
          SELECT 1 FROM profile_claims c WHERE c.profile_key = p.profile_key)
        AND NOT EXISTS (
          SELECT 1 FROM profile_parts t
          WHERE t.profile_key = p.profile_key AND t.last_seen_at >= :before)
        AND NOT EXISTS (
          SELECT 1 FROM profile_entries e
          WHERE e.profile_key = p.profile_key AND e.effective_at >= :before)
      """;

  private final Transaction tx;

  public IdleProfiles(Transaction tx) {
    this.tx = tx;
  }

  /** The key of the last of the profiles behind a key, so many at most; empty if there are none. */
  public Optional<Long> findEnd(long after, int rows) {
    return tx.query(
            """
            SELECT MAX(profile_key) AS last_key
            FROM (
              SELECT profile_key
              FROM profiles
              WHERE profile_key > :after
              ORDER BY profile_key
              LIMIT :rows) AS stretch
            HAVING COUNT(*) > 0
            """)
        .bind("after", after)
        .bind("rows", rows)
        .mapTo(Long.class)
        .findOne();
  }

  /** The idle ones behind a key, up to another, in order. */
  public List<ProfileKey> find(long after, long upTo, long before, int rows) {
    return tx.query(
            """
            SELECT p.profile_key
            FROM profiles p
            WHERE p.profile_key > :after AND p.profile_key <= :upTo AND %s
            ORDER BY p.profile_key
            LIMIT :rows
            """
                .formatted(IS_IDLE))
        .bind("after", after)
        .bind("upTo", upTo)
        .bind("before", before)
        .bind("rows", rows)
        .map((row, context) -> new ProfileKey(row.getLong("profile_key")))
        .list();
  }

  /** Deletes some of the entries of a profile, and says how many. */
  public int deleteEntries(ProfileKey profile, int rows) {
    return tx.update(
            """
            DELETE FROM profile_entries
            WHERE entry_key IN (
              SELECT entry_key
              FROM profile_entries
              WHERE profile_key = :profile
              LIMIT :rows)
            """)
        .bind("profile", profile.value())
        .bind("rows", rows)
        .execute();
  }

  /**
   * Deletes profiles with what is kept under them; what they said about companies stays theirs.
   * When the companies were last seen follows from who is left.
   */
  public void delete(List<ProfileKey> profiles) {
    List<Long> keys = profiles.stream().map(ProfileKey::value).toList();
    List<Long> accounts =
        tx.query(
                """
                SELECT DISTINCT account_key
                FROM profiles
                WHERE profile_key IN (<keys>) AND account_key IS NOT NULL
                """)
            .bindList("keys", keys)
            .mapTo(Long.class)
            .list();
    for (String statement :
        List.of(
            "UPDATE entries SET profile_key = NULL WHERE profile_key IN (<keys>)",
            "DELETE FROM entry_fates WHERE profile_key IN (<keys>)")) {
      tx.update(statement).bindList("keys", keys).execute();
    }
    profiles.forEach(new ProfileForgetting(tx)::deleteOwn);
    new VisitorDerivation(tx).recountAccounts(accounts);
    TouchRows.add(tx, AudienceKind.ACCOUNTS, accounts, MembershipChange.Why.DELETION);
  }
}
